"""
Cuts a font down to the code points in a file (one hexadecimal number a line) and says so in the font itself, as the
ARPHIC PUBLIC LICENSE asks (section 2a): subset.py <font> <code points> <day> <out>
"""
import sys
from fontTools import subset

source, code_points, day, out = sys.argv[1:]
options = subset.Options()
options.layout_features = []
options.hinting = False
options.glyph_names = False
options.name_IDs = [0, 1, 2, 4, 5, 6, 13, 14]
options.drop_tables += ["FFTM", "meta"]
font = subset.load_font(source, options)
subsetter = subset.Subsetter(options)
subsetter.populate(unicodes=[int(line, 16) for line in open(code_points)])
subsetter.subset(font)
notice = f"Changed on {day}: all but rare Chinese characters, and the hinting, were removed from BabelStone Han."
font["name"].setName(notice, 10, 3, 1, 0x409)
font.save(out)
