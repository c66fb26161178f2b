import { describe, expect, test } from 'vitest'
import { nameBasisOf, nameDraft, nameFaults } from '../web/form/name-basis.ts'

const NOW = new Date('2026-11-25T12:00:00Z')
const requestId = '3f1f6c0e-2d2a-4a55-9a0e-2f6d8b1c0a77'
const own = { hub: 'XA', agencyId: 'xa-police', type: 'police' }
const order = {
  ...nameDraft('XA', 'es'),
  ...{ basis: 'court_order', reason: 'court_ordered', orderHash: 'c'.repeat(64), orderUntil: '2026-12-31' },
  validUntil: '2026-12-31',
}

describe('what a name may be told on', () => {
  test('is recorded under the number of the request, for identity and for the own agency alone', () => {
    expect(nameFaults(order, NOW)).toEqual([])
    expect(nameBasisOf({ requestId, draft: order, own })).toEqual({
      ...{ subjectRef: requestId, basis: 'court_order', grantedBy: 'none', purposes: ['formal_identification'] },
      ...{ dataCategories: ['identity'], recipients: [{ hub: 'XA', agencyType: 'police', agencyId: 'xa-police' }] },
      ...{ languageExplained: 'und', interpreter: false, comprehensionChecked: false, signature: null },
      ...{ validUntil: '2026-12-31' },
      justification: {
        ...{ reason: 'court_ordered', authority: 'court', document: 'c'.repeat(64) },
        ...{ compels: ['identity'], until: '2026-12-31' },
      },
    })
  })

  test('says on what, why and until when', () => {
    const fields = nameFaults(nameDraft('XA', 'es'), NOW).map(({ field }) => field)
    expect(fields).toEqual(['basis', 'validUntil'])
    const bare = { ...order, reason: '', orderHash: '', orderUntil: '', compels: [] }
    expect(nameFaults(bare, NOW).map(({ field }) => field)).toEqual(['reason', 'orderHash', 'orderUntil', 'compels'])
  })
})
