/** The colours of everything that people see on a screen; of those on one another, each pair reaches AA (4.5:1). */
export const tokens = `
:root { --ink: #1c1b19; --soft: #57534c; --red: #9e1b1b; --line: #c9c2b4; --edge: #6b665d; --pale: #f6f2ea; --paper: #fff; --blue: #17457c; --green: #1d5c38 }
`;
