import re,glob
out=[]
for f in glob.glob('functions/*/*.ts'):
    if 'test' in f: continue
    L=open(f).read().split('\n')
    op=''
    for i,l in enumerate(L):
        m=re.match(r'^    (\w+): \{$',l)
        if m: op=m[1]
        m=re.match(r'^(\s+)handle: ?',l) or (re.match(r'^(\s*)\(app: (App|Surroundings)\)',l))
        if m or re.match(r'^export const lambda',l) :
            ind=len(l)-len(l.lstrip())
            j=i+1
            while j<len(L) and not (len(L[j])-len(L[j].lstrip())<=ind and L[j].strip() and not L[j].strip().startswith('(') and not L[j].strip().startswith('async') ): j+=1
            if 'handle' in l: out.append((j-i-1,f,op))
            elif 'serve(' not in '\n'.join(L[i:i+2]): out.append((j-i-1,f,'lambda'))
out.sort(reverse=True)
print(len(out))
for o in out[:24]: print(*o)
