import { describe, expect, it } from 'vitest'
import { birthAsKept } from '../web/form/birth.ts'
import { ageBandFromBirth } from '../web/form/draft.ts'

describe('a birth as people write it', () => {
  it.each([
    ['es', '21/08/1997', '1997-08-21'],
    ['pt', '5.3.1998', '1998-03-05'],
    ['fr', '07 - 06 - 2001', '2001-06-07'],
    ['es', '08/1997', '1997-08'],
    ['en', '21/08/1997', '1997-08-21'],
    ['en', '08/21/1997', '1997-08-21'],
    ['en', '05/05/1997', '1997-05-05'],
  ] as const)('in %s is kept with its year first: %s', (language, typed, kept) => {
    expect(birthAsKept(typed, language)).toBe(kept)
  })

  it.each([
    ['en', '07/06/2001'],
    ['es', '1998-07-19'],
    ['es', '1998'],
    ['pt', 'em maio'],
    ['fr', '21/08/97'],
    ['es', '31/02/2010'],
    ['fr', '13/1998'],
    ['en', '31/02/2010'],
  ] as const)('in %s stays as it is where it is kept so, could be another, or is none: %s', (language, typed) => {
    expect(birthAsKept(typed, language)).toBe(typed)
  })

  it('is none on a day that does not exist', () => {
    const now = new Date('2026-12-01T00:00:00Z')
    expect(ageBandFromBirth('1998-02-31', now)).toBeUndefined()
    expect(ageBandFromBirth('1998-02-28', now)).toBeDefined()
  })
})
