import { z } from 'zod';
import { settingsSchema } from './schema.ts';

/** The JSON Schema (2020-12) of `surgecast.yaml`, for editors and `surgecast schema settings`. */
export function settingsJsonSchema(): object {
  return {
    title: 'surgecast settings',
    ...z.toJSONSchema(settingsSchema, { io: 'input', unrepresentable: 'any' }),
  };
}
