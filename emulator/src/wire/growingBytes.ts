/** Bytes that come piece by piece. It doubles its room when it runs out, so that even single bytes cost little each. */
export class GrowingBytes {
  #room: Buffer = empty;
  #length = 0;

  get length(): number {
    return this.#length;
  }

  /** @param expected how many bytes there will be in all, as far as that is known: not taken before they come */
  append(bytes: Buffer, expected = 0): void {
    const needed = this.#length + bytes.length;
    if (needed > this.#room.length) {
      const room = Buffer.allocUnsafeSlow(Math.max(needed, Math.min(expected, 2 * needed)));
      this.#room.copy(room, 0, 0, this.#length);
      this.#room = room;
    }
    bytes.copy(this.#room, this.#length);
    this.#length = needed;
  }

  /** All of them, which are the caller's now. */
  take(): Buffer {
    const bytes = this.#room.subarray(0, this.#length);
    this.#room = empty;
    this.#length = 0;
    return bytes;
  }
}

const empty = Buffer.alloc(0);
