import { describe, expect, it } from 'vitest'
import { whoseSignInsAreOver } from '../src/domain/sign-ins.ts'

const ana = { id: 'ana', agencyId: 'police', passwordHash: 'hash', totpSecret: 'SECRET' }

describe('a sign-in', () => {
  it.each([
    ['goes on while nothing changes', [ana], []],
    ['is over for who is gone', [], ['ana']],
    ['is over for who works for another agency', [{ ...ana, agencyId: 'shelter' }], ['ana']],
    ['is over after another password', [{ ...ana, passwordHash: 'another' }], ['ana']],
    ['is over after another second factor', [{ ...ana, totpSecret: 'ANOTHER' }], ['ana']],
    ['is none of who has just come', [ana, { ...ana, id: 'luz' }], []],
  ])('%s', (_, after, over) => {
    expect(whoseSignInsAreOver([ana], after)).toEqual(over)
  })

  it('is over where the second factor of before cannot be read', () => {
    expect(whoseSignInsAreOver([{ ...ana, totpSecret: undefined }], [ana])).toEqual(['ana'])
  })
})
