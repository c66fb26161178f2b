import { readFileSync } from 'node:fs'
import { migrationStatuses, subjectPayloadSchema } from '@amparo/contracts'
import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import { AGENCY_TYPES } from '../../services/consent/src/domain/codes.ts'
import { filledDraft, NOW, SHELTER } from '../../services/portal/test/fixtures/filled-draft.ts'
import type { Draft } from '../../services/portal/web/form/draft.ts'
import { fearFaults, mayBeFeared } from '../../services/portal/web/form/fear.ts'
import { payloadOf } from '../../services/portal/web/form/payload.ts'
import { answerFor, mayFear, mayFearAny } from '../../services/redaction/src/domain/held.ts'

const { representsForeignState } = z
  .object({ representsForeignState: z.array(z.string()) })
  .parse(JSON.parse(readFileSync(new URL('../../services/consent/policy/mandates.v1.json', import.meta.url), 'utf8')))

const NATIONALITIES = [[], ['PE'], ['XB'], ['PE', 'XB'], ['XA']]
const ANSWERS: readonly Partial<Draft>[] = [
  {},
  { fearAsked: 'no' },
  ...['yes', 'no', 'declined'].flatMap(fearAnswer =>
    [true, false].map(fearInPrivate => ({ fearAsked: 'yes' as const, fearInPrivate, fearAnswer })),
  ),
]
const DRAFTS = ['', ...migrationStatuses].flatMap(migrationStatus =>
  NATIONALITIES.flatMap(nationalities =>
    ANSWERS.map(answer => filledDraft({ migrationStatus, nationalities, ...answer })),
  ),
)

/** What the hub finds in the form once it is registered. */
function hubRefuses(draft: Draft, to: typeof SHELTER): boolean {
  const form = subjectPayloadSchema.parse(payloadOf(draft, NOW))
  const answer = answerFor({ kind: 'form', form }, { language: '', recipientHub: to.hub, ownHub: 'XA' }, NOW)
  return representsForeignState.includes(to.type) ? mayFearAny(answer) : to.hub !== 'XA' && mayFear(answer)
}

// What the page lets pass and the hub refuses registers a person first, and the refusal comes too late to ask them.
describe('what the page asks about fear of return, and what the hub refuses for it', () => {
  it.each([
    ['a shelter here', SHELTER],
    ['a shelter abroad', { ...SHELTER, hub: 'XB' }],
    ['a consulate here', { ...SHELTER, type: 'consulate' as const }],
    ['a consulate abroad', { ...SHELTER, hub: 'XB', type: 'consulate' as const }],
  ])('are one, for %s', (_, to) => {
    const differing = DRAFTS.filter(draft => fearFaults(draft, to, 'XA').length > 0 !== hubRefuses(draft, to))
    expect(
      differing.map(({ migrationStatus, nationalities, fearAnswer }) => [migrationStatus, nationalities, fearAnswer]),
    ).toEqual([])
  })

  it('are one about who speaks for a state', () => {
    const spoken = AGENCY_TYPES.filter(type => mayBeFeared({ ...SHELTER, type }, 'XA'))
    expect(spoken).toEqual(representsForeignState)
  })
})
