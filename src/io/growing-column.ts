/** A column of numbers that grows row by row, without an object a row. */
export interface GrowingColumn {
  readonly length: number;
  push(value: number): void;
  /** The values so far; a view, not a copy. */
  values(): Float64Array;
}

/** An empty column; its room doubles as it fills. */
export function growingColumn(): GrowingColumn {
  let room = new Float64Array(1024);
  let length = 0;
  return {
    get length() {
      return length;
    },
    push(value) {
      if (length === room.length) {
        const larger = new Float64Array(room.length * 2);
        larger.set(room);
        room = larger;
      }
      room[length] = value;
      length += 1;
    },
    values: () => room.subarray(0, length),
  };
}
