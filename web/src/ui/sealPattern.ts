/**
 * Which of five by five fields are filled, as the data of an SVG path. The same name always has the same, and the right half is the left one
 * in a mirror, which makes it a figure.
 */
export const sealPattern = (name: string): string => {
  // FNV-1a, and once more over the result: few letters would otherwise fill much the same fields.
  let bits = 0x811c9dc5;
  for (const character of `${name}${name}`)
    bits = Math.imul(bits ^ (character.codePointAt(0) ?? 0), 0x01000193);
  let path = '';
  for (let field = 0; field < 15; field += 1) {
    if (((bits >>> (field + 8)) & 1) === 0) continue;
    const row = Math.floor(field / 3);
    const column = field % 3;
    for (const place of new Set([column, 4 - column])) path += `M${place} ${row}h1v1h-1z`;
  }
  return path;
};
