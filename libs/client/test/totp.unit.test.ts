import { describe, expect, it } from 'vitest'
import { createTotp } from '../src/node.ts'

/** RFC 6238, appendix B (SHA-1); its eight digits less the first two. */
const SECRET = 'GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ'

describe('a one-time code', () => {
  it.each([
    [59, '287082'],
    [1111111109, '081804'],
    [1111111111, '050471'],
    [1234567890, '005924'],
    [2000000000, '279037'],
    [20000000000, '353130'],
  ])('at %i seconds is %s', (seconds, code) => {
    expect(createTotp(SECRET)(new Date(seconds * 1000))).toBe(code)
  })

  it('is never given twice: within thirty seconds the next one follows', () => {
    const totp = createTotp(SECRET)
    const at = new Date(1111111080 * 1000)
    expect(totp(at)).toBe('081804')
    expect(totp(at)).toBe('050471')
  })

  it('takes the secret as people type it, and nothing else', () => {
    expect(createTotp('gezd gnbv gy3t qojq gezd gnbv gy3t qojq')(new Date(59_000))).toBe('287082')
    expect(() => createTotp('not base32!')).toThrow(TypeError)
  })
})
