import type { ConsentView, NoticeView } from '@amparo/client'
import { beforeEach, describe, expect, it } from 'vitest'
import { createNoticeIssuer, daysFit, emptyNotice, type NoticeDraft, takingFaults } from '../web/form/notice.ts'
import { formTexts, NOW, SHELTER } from './fixtures/filled-draft.ts'

const ENFORCEMENT = { ...SHELTER, type: 'migration_enforcement' }
const SHEET = { mediaType: 'image/png', base64: 'AAAA' }
const notice = (change: Partial<NoticeDraft> = {}, taking: Partial<NoticeDraft['taking']> = {}): NoticeDraft => {
  const empty = emptyNotice('non_removal', 'XA', 'es')
  const given = { grantedBy: 'self', languageExplained: 'spa', comprehensionChecked: true, signature: 'pictogram' }
  return { ...empty, toAgency: ENFORCEMENT.agencyId, taking: { ...empty.taking, ...given, ...taking }, ...change }
}

let calls: [string, unknown, string?][]
let failure: Error | undefined
const issuer = () => {
  let number = 0
  const client = {
    keepConsentSheet: async (subjectRef: string) => {
      calls.push(['sheet', subjectRef])
      return { id: 'sheet', sha256: 'd'.repeat(64) }
    },
    recordConsent: async (form: unknown, key?: string) => {
      calls.push(['consent', form, key ?? ''])
      return { id: 'consent' } as ConsentView
    },
    issueNotice: async (asked: unknown, key?: string) => {
      calls.push(['notice', asked, key ?? ''])
      const failed = failure
      failure = undefined
      if (failed) throw failed
      return { number: 'N' } as NoticeView
    },
  }
  const issue = createNoticeIssuer(client, () => `key ${++number}`)
  return (draft: NoticeDraft) => issue({ subjectRef: 'ref', draft, to: ENFORCEMENT, formTexts, now: NOW })
}
beforeEach(() => {
  calls = []
  failure = undefined
})

describe('a notice', () => {
  it('rests on a consent for this notice, this agency and this one name of the person, for as long as it stands', async () => {
    await issuer()(notice({ days: '10', shows: 'document' }))
    expect(calls).toEqual([
      [
        'consent',
        expect.objectContaining({
          ...{ subjectRef: 'ref', basis: 'consent', grantedBy: 'self', purposes: ['non_removal'] },
          ...{ dataCategories: ['documents'], signature: 'pictogram' },
          recipients: [{ hub: 'XA', agencyType: 'migration_enforcement', agencyId: ENFORCEMENT.agencyId }],
          validUntil: new Date(NOW.getTime() + 10 * 86_400_000).toISOString().slice(0, 10),
        }),
        'key 1',
      ],
      [
        'notice',
        { subjectRef: 'ref', kind: 'non_removal', toAgency: ENFORCEMENT.agencyId, shows: 'document', days: 10 },
        'key 2',
      ],
    ])
  })

  it('that is tried again keeps no second sheet, and sends what was sent under the keys that it had', async () => {
    const issue = issuer()
    const draft = notice({}, { signature: 'signed', sheet: SHEET })
    failure = new Error('the line broke')
    await expect(issue(draft)).rejects.toThrow('the line broke')
    await issue(draft)
    expect(calls.map(([what, , key]) => [what, key])).toEqual([
      ['sheet', undefined],
      ['consent', 'key 2'],
      ['notice', 'key 3'],
      ['consent', 'key 2'],
      ['notice', 'key 3'],
    ])
  })

  it('records no consent where what the person agreed to is on record', async () => {
    await issuer()(notice({ agreesNow: false }))
    expect(calls.map(([what]) => what)).toEqual(['notice'])
    expect(takingFaults(notice({ agreesNow: false }, { signature: '' }), NOW)).toEqual([])
  })

  it('needs to be said how the person agreed, and on paper the sheet', () => {
    expect(takingFaults(notice(), NOW)).toEqual([])
    expect(
      takingFaults(notice({}, { languageExplained: '', signature: 'signed' }), NOW).map(({ field }) => field),
    ).toEqual(['languageExplained', 'sheet'])
  })

  it.each([
    ['1', true],
    ['180', true],
    ['181', false],
    ['0', false],
    ['', false],
    ['ten', false],
  ])('of “%s” days may be asked for: %s', (days, fits) => {
    expect(daysFit({ kind: 'non_removal', days })).toBe(fits)
  })
})
