/**
 * Zeroed bytes for a secret, to be wiped by `fill(0)`. The explicit ArrayBuffer matters: V8 keeps a typed
 * array of up to 64 bytes inside its moving heap and copies it from there when native code first
 * touches it, and no `fill(0)` reaches the copy left behind.
 */
export const secretBytes = (length: number): Buffer => Buffer.from(new ArrayBuffer(length))
