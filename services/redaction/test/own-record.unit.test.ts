import { Action, auditActions, RECORD_DOINGS, RECORD_REASONS } from '@amparo/contracts'
import { describe, expect, test } from 'vitest'
import { EMERGENCY_REASONS } from '../src/domain/emergency.ts'
import {
  type AgreedLine,
  type Known,
  keyOf,
  type LookLine,
  ownRecord,
  type Sources,
  type WentLine,
} from '../src/domain/own-record.ts'
import { REIDENTIFICATION_REASONS } from '../src/domain/reidentification.ts'

const NOW = new Date('2026-11-25T12:00:00Z')
const at = NOW.toISOString()
const agency = (agencyId: string) => ({ hub: 'XA', agencyId })
const POLICE = agency('police')
const SHELTER = agency('shelter')
const REFUGEE = agency('refugee')
const PROGRAMME = agency('programme')

const book = new Map<string, Known>([
  [keyOf(POLICE), { name: 'Policía', phone: '+99955501', kind: 'police' }],
  [keyOf(SHELTER), { name: 'Refugio', phone: '', kind: 'shelter' }],
  [keyOf(REFUGEE), { name: 'Asilo', phone: '', kind: 'refugee_authority' }],
  [keyOf(PROGRAMME), { name: 'Programa', phone: '', kind: 'witness_protection' }],
])
const agreed = (by: typeof POLICE): AgreedLine => ({
  ...{ agency: by, basis: 'consent', purposes: ['shelter'], categories: ['identity'], since: at, until: at },
  ...{ recipients: [{ hub: 'XA', kind: 'shelter', agencyId: '' }], withdrawnAt: null },
})
const went = (from: typeof POLICE, to: typeof POLICE, referralId: string): WentLine => ({
  ...{ referralId, from, to, purpose: 'shelter', basis: 'consent', categories: ['identity', 'needs'], since: at },
  ...{ recalled: null, retainedOn: null },
})
const look = (by: typeof POLICE, change: Partial<LookLine> = {}): LookLine => ({
  ...{ action: 'view_opened', agency: by, referralId: '', purpose: 'shelter', at },
  ...{ basis: 'consent', categories: ['identity', 'needs'], code: '' },
  ...change,
})

const sources = (change: Partial<Sources> = {}): Sources => ({
  agreed: [agreed(POLICE), agreed(REFUGEE)],
  went: [went(POLICE, SHELTER, 'r1'), went(SHELTER, REFUGEE, 'r2'), went(POLICE, SHELTER, 'hidden')],
  looks: [look(SHELTER), look(REFUGEE), look(PROGRAMME), look(POLICE, { referralId: 'hidden' })],
  ...{ more: false, registered: [{ agency: POLICE, at: NOW }], hidden: new Set(['hidden']), secret: new Set(), book },
  ...change,
})
/** Actions without a line, by the reason. */
const NO_LOOK = {
  'nothing of the person was seen': [
    ...['disclosure_denied', 'link_called_back', 'people_searched', 'notice_withdrawn', 'notice_checked'],
    ...['message_written', 'match_evaluated', 'match_result', 'record_sheet_called_back'],
  ],
  'a step of somebody’s work; who saw something has an entry of its own': [
    ...['referral_assigned', 'referral_unassigned', 'referral_escalated', 'referral_ended', 'basis_confirmed'],
    'referral_taken_over',
    'order_confirmed',
    // Handed over it was, which is an entry before.
    'file_released',
    ...['reidentification_requested', 'reidentification_confirmed', 'redaction_reviewed', 'redaction_confirmed'],
    ...['record_link_requested', 'records_linked', 'record_unlink_requested', 'records_unlinked'],
  ],
  'what becomes of the record is told by other ways': [
    ...['erasure_requested', 'erasure_confirmed', 'erasure_refused', 'erasure_called_back', 'subject_erased'],
    ...['legal_hold_placed', 'legal_hold_released', 'secrecy_ordered', 'secrecy_lifted'],
  ],
  'names nobody': ['public_release'],
  'of a request between authorities, logged under the request; the proceeding tells the person': [
    ...['request_text_written', 'request_text_released', 'request_texts_read', 'request_document_made'],
    ...['request_texts_destroyed', 'item_used', 'use_asked', 'use_permitted', 'use_refused', 'defence_announced'],
    ...['contact_opened', 'contact_closed'],
    ...['item_returned', 'item_destroyed', 'item_came_back', 'item_not_returned'],
  ],
  'of the log and the hub': [
    ...['key_changed', 'journal_gap', 'log_pruned', 'log_unwitnessed', 'witnesses_few'],
    // What auditors look at they see by references.
    ...['log_read', 'decision_read', 'delivery_read', 'edge_read'],
    'review_overdue',
    // The release itself has its own.
    'released_unwitnessed',
    ...['alert_asked', 'alert_answered', 'alert_found', 'alert_settled', 'sample_reviewed'],
    ...['alert_unread', 'alert_expired'],
    ...['desk_differs', 'key_gone', 'log_rewritten', 'witnessed_rewritten', 'witnessed_unshown'],
    ...['register_opened', 'register_moved', 'register_due', 'source_gap', 'source_forked', 'source_restarted'],
  ],
}

const names = (view: ReturnType<typeof ownRecord>) => ({
  agreed: view.agreed.map(line => line.by.name),
  holders: view.holders.map(line => line.agency.name),
  looks: view.looks.map(line => line.agency.name),
})

describe('a person’s own record', () => {
  test('read by the person says who holds what, under what, and who looked, and that it may be incomplete', () => {
    const view = ownRecord(sources(), undefined, NOW)
    expect(names(view)).toEqual({
      agreed: ['Policía', 'Asilo'],
      holders: ['Policía', 'Refugio', 'Asilo'],
      looks: ['Refugio', 'Asilo'],
    })
    expect(view).toMatchObject({ whole: true, notice: 'may be incomplete' })
    expect(view.holders[1]).toMatchObject({
      ...{ purpose: 'shelter', basis: 'consent', categories: ['identity', 'needs'], since: NOW.toISOString() },
      from: { name: 'Policía', phone: '+99955501', kind: 'police' },
    })
    expect(view.looks[0]).toEqual({
      ...{ at: NOW.toISOString(), what: 'looked', purpose: 'shelter', basis: 'consent' },
      ...{ categories: ['identity', 'needs'], reason: null },
      agency: { hub: 'XA', name: 'Refugio', phone: '', kind: 'shelter' },
    })
  })
  test('read through a caseworker says only what that agency recorded, sent, received or did: a name alone can tell', () => {
    expect(names(ownRecord(sources(), POLICE, NOW))).toEqual({
      ...{ agreed: ['Policía'], holders: ['Policía', 'Refugio'], looks: [] },
    })
    const throughShelter = ownRecord(sources(), SHELTER, NOW)
    expect(names(throughShelter)).toEqual({ agreed: [], holders: ['Refugio', 'Asilo'], looks: ['Refugio'] })
    expect(throughShelter.whole).toBe(false)
  })
  test('leaves out a compartment and protection of witnesses, whoever reads', () => {
    for (const reading of [undefined, POLICE, PROGRAMME]) {
      const text = JSON.stringify(ownRecord(sources(), reading, NOW))
      expect(text).not.toContain('Programa')
      expect(text).not.toContain('hidden')
    }
  })
  test('leaves out the part of an agency that is under judicial secrecy, with everything that names it', () => {
    const view = ownRecord(sources({ secret: new Set([keyOf(REFUGEE)]) }), undefined, NOW)
    expect(names(view)).toEqual({ agreed: ['Policía'], holders: ['Policía', 'Refugio'], looks: ['Refugio'] })
    expect(view.notice).toBe('may be incomplete')
  })
  test('has a line for each action of the log by which somebody saw, got, sent or asked something of the person', () => {
    const codes = Object.values(Action)
      .filter(action => typeof action === 'number')
      .filter(action => action !== Action.UNSPECIFIED)
      .map(action => auditActions.toCode(action))
    const whatOf = (action: string) =>
      ownRecord(sources({ looks: [look(SHELTER, { action })] }), undefined, NOW).looks[0]?.what
    expect(codes.filter(code => whatOf(code) === undefined).toSorted()).toEqual(
      Object.values(NO_LOOK).flat().toSorted(),
    )
    const said = new Set([...codes.flatMap(code => whatOf(code) ?? []), 'registered'])
    expect([...said].toSorted()).toEqual([...RECORD_DOINGS].toSorted())
  })
  test('says when a code sheet was made and by which agency, and which one stood by', () => {
    const looks = [look(POLICE, { action: 'record_sheet_made' }), look(SHELTER, { action: 'record_sheet_confirmed' })]
    expect(ownRecord(sources({ looks }), undefined, NOW).looks).toMatchObject([
      { at: NOW.toISOString(), what: 'made_sheet', agency: { name: 'Policía' } },
      { what: 'stood_by_sheet', agency: { name: 'Refugio' } },
    ])
  })
  test('says in its own word that somebody opened it alone in an emergency, and nothing of steps that are no look', () => {
    const looks = [look(SHELTER, { action: 'glass_broken' }), look(SHELTER, { action: 'disclosure_denied' })]
    expect(ownRecord(sources({ looks }), undefined, NOW).looks.map(({ what }) => what)).toEqual(['looked_in_emergency'])
  })
  test('says why the glass was broken or a name told, without the number of the matter, and nothing that is no such reason', () => {
    const reasonOf = (action: string, code: string) =>
      ownRecord(sources({ looks: [look(SHELTER, { action, code })] }), undefined, NOW).looks[0]?.reason
    for (const reason of EMERGENCY_REASONS) expect(reasonOf('glass_broken', reason)).toBe(reason)
    for (const reason of REIDENTIFICATION_REASONS) expect(reasonOf('reidentified', `${reason}:EXP-2026-7`)).toBe(reason)
    expect([...new Set([...EMERGENCY_REASONS, ...REIDENTIFICATION_REASONS])].toSorted()).toEqual(
      [...RECORD_REASONS].toSorted(),
    )
    for (const [action, code] of [
      ['glass_broken', 'EXP-2026-7'],
      ['view_opened', 'danger_to_life'],
      ['record_shown', 'person'],
    ] as const)
      expect(reasonOf(action, code)).toBeNull()
  })
})
