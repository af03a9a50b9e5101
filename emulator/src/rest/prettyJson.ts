import type { Json } from '../tree/json.ts';

/** JSON for people to read, to the space and the line break as the service lays it out: arrays stay on one line. */
export const prettyJson = (value: Json): string => `${print(value, '')}\n`;

const print = (value: Json, indent: string): string => {
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  if (Array.isArray(value)) {
    return value.length === 0 ? '[ ]' : `[ ${value.map((item: Json) => print(item, indent)).join(', ')} ]`;
  }
  const deeper = `${indent}  `;
  const fields = Object.entries(value).map(
    ([key, field]) => `${deeper}${JSON.stringify(key)} : ${print(field, deeper)}`,
  );
  return fields.length === 0 ? '{ }' : `{\n${fields.join(',\n')}\n${indent}}`;
};
