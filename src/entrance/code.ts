import { hash } from 'node:crypto'

/** Digits and letters that nobody mistakes for one another when they are read out (Crockford's base 32). */
const digits = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'
const length = 16

/** 80 random bits as people type them: `7K3M-9QXZ-0B4T-RWEH`. */
export function newCode(random: (length: number) => Uint8Array): string {
  const code = [...random(length)].map(byte => digits[byte & 31]).join('')
  return code.match(/.{4}/g)!.join('-')
}

/** As it was meant: without hyphens and spaces, in capitals, full width or not; null: no code. */
export function codeIn(typed: string): string | null {
  const plain = typed
    .normalize('NFKC')
    .toUpperCase()
    .replace(/[\s\-ー‐−]/g, '')
    .replaceAll('O', '0')
    .replace(/[IL]/g, '1')
  return plain.length === length && [...plain].every(digit => digits.includes(digit)) ? plain : null
}

/** 80 bits need no slow hash. */
export const codeHash = (code: string): Buffer =>
  hash('sha256', `tachiai/code/v1 ${code}`, 'buffer')
