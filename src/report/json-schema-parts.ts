/** A JSON Schema object with the given properties, those in `optional` not required; further properties are allowed. */
export function record(
  properties: Readonly<Record<string, object>>,
  optional: readonly string[] = [],
): object {
  return {
    type: 'object',
    properties,
    required: Object.keys(properties).filter((name) => !optional.includes(name)),
  };
}

export const text = { type: 'string' };
export const number = { type: 'number' };
export const fraction = { type: 'number', minimum: 0, maximum: 1 };
export const count = { type: 'number', minimum: 0 };
export const day = { type: 'string', format: 'date' };
export const instant = { type: 'string', description: 'ISO local time with offset, 2026-11-23T09:00-05:00' };
export const list = (items: object): object => ({ type: 'array', items });
