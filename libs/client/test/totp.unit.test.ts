import { afterEach, describe, expect, it, vi } from 'vitest'
import { createTotp } from '../src/node.ts'

/** RFC 6238, appendix B (SHA-1); its eight digits less the first two. */
const SECRET = 'GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ'

const at = (seconds: number) => () => new Date(seconds * 1000)

afterEach(() => vi.useRealTimers())

describe('a one-time code', () => {
  it.each([
    [59, '287082'],
    [1111111109, '081804'],
    [1111111111, '050471'],
    [1234567890, '005924'],
    [2000000000, '279037'],
    [20000000000, '353130'],
  ])('at %i seconds is %s', async (seconds, code) => {
    expect(await createTotp(SECRET)(at(seconds))).toBe(code)
  })

  it('is never given twice: within thirty seconds the next one follows', async () => {
    const totp = createTotp(SECRET)
    expect(await totp(at(1111111080))).toBe('081804')
    expect(await totp(at(1111111080))).toBe('050471')
  })

  it('of one step more is given when a hub accepts it', async () => {
    vi.useFakeTimers({ now: 1111111090_000, toFake: ['Date', 'setTimeout'] })
    const totp = createTotp(SECRET)
    const now = () => new Date()
    await Promise.all([totp(now), totp(now)])
    let given = false
    const third = totp(now).then(code => {
      given = true
      return code
    })
    await vi.advanceTimersByTimeAsync(19_999)
    expect(given).toBe(false)
    await vi.advanceTimersByTimeAsync(1)
    expect(await third).toBe(await createTotp(SECRET)(at(1111111140)))
  })

  it('takes the secret as people type it, and nothing else', async () => {
    expect(await createTotp('gezd gnbv gy3t qojq gezd gnbv gy3t qojq')(at(59))).toBe('287082')
    expect(() => createTotp('not base32!')).toThrow(TypeError)
  })
})
