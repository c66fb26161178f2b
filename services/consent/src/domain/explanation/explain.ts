import type { AgencyRef } from '../agency.ts'
import type { AgencyType, Purpose } from '../codes.ts'
import { type DecisionRecord, isApart, type Kept, type Standing } from '../decision-record.ts'
import type { Withheld } from '../disclosure.ts'
import type { Policy } from '../policy.ts'
import { candidatePurposes } from '../purpose.ts'
import { type ToldCode, UNSAID } from '../told.ts'
import { en } from './en.ts'
import { es } from './es.ts'
import { fr } from './fr.ts'
import { pt } from './pt.ts'
import type { Language, Texts } from './texts.ts'

const TEXTS: Readonly<Record<Language, Texts>> = { es, en, fr, pt }

/** An agency as the directory has it today; undefined: it has it no more. */
export type NameOf = (agency: AgencyRef) => { readonly type: AgencyType; readonly name: string } | undefined

export interface Part {
  readonly about: keyof Texts['heading']
  readonly heading: string
  readonly lines: readonly string[]
}

export interface Explanation {
  /** As whoever reads it is told. */
  readonly rule: ToldCode | 'permitted'
  readonly title: string
  readonly parts: readonly Part[]
}

/**
 * A decision in plain words. The owning agency and the auditor read all of it; whoever asked reads what it was told: neither which
 * bases there are, nor what is withheld silently, nor a rule that would tell a secret (rules: Silence where a name for the gap would tell).
 */
export function explain(
  decision: DecisionRecord,
  standing: Exclude<Standing, undefined>,
  language: Language,
  { nameOf, policy }: { readonly nameOf: NameOf; readonly policy: Policy },
): Explanation {
  const t = TEXTS[language]
  const { permission, occasion, report } = decision
  const whole = standing === 'owner'
  const called = (agency: AgencyRef) => agencyIn(t, nameOf(agency))
  const part = (about: keyof Texts['heading'], ...lines: readonly string[]): Part[] =>
    lines.length === 0 ? [] : [{ about, heading: t.heading[about], lines }]
  const parties = { sender: called(decision.sender), recipient: called(decision.recipient) }
  const asked = isApart(occasion) ? t.apart.asked[occasion] : t.asked[report ? 'report' : occasion]
  const rule = whole ? decision.rule : decision.told
  const { title, because, next } = outcomeIn(t, rule, occasion)
  return {
    ...{ rule, title },
    parts: [
      ...part('asked', fill(asked, parties)),
      ...part('purpose', ...purposeLines(t, decision, suiting(decision, nameOf, policy))),
      ...part('decided', because),
      ...(permission === undefined ? [] : part('basis', ...basisLines(t, permission, whole))),
      ...(whole ? part('bases', ...basesLines(t, decision)) : []),
      ...(permission && shows(decision) ? part('released', ...releasedLines(t, permission)) : []),
      ...(permission && shows(decision) ? part('withheld', ...withheldLines(t, permission.withheld, whole)) : []),
      ...part('next', next, t.review),
    ],
  }
}

/** Of a decision by a table of its own in the words for it, where there are some. */
function outcomeIn(t: Texts, rule: Explanation['rule'], occasion: DecisionRecord['occasion']) {
  const { title, permitted, refused } = isApart(occasion) ? t.apart : t
  if (rule === 'permitted') return { title: title.permit, because: permitted, next: t.nextPermitted }
  if (rule === UNSAID) return { title: title.denial, ...t.unsaid }
  const { because, next } = (isApart(occasion) ? t.apart.rule[occasion][rule] : undefined) ?? t.rule[rule]
  return { title: title.denial, because: fill(refused, { because }), next }
}

/** A question whether another hub knows a person shows nothing of them. */
const shows = ({ occasion }: DecisionRecord): boolean => occasion !== 'match'

/** A person reads their own record for whatever they want. `suits`: whoever leaves it open is not left to guess what to ask the person. */
function purposeLines(t: Texts, { purpose, occasion }: DecisionRecord, suits: readonly Purpose[]): string[] {
  if (purpose !== undefined) return [fill(t.forPurpose.stated, { purpose: t.coded.purpose[purpose] })]
  if (occasion === 'record') return []
  const purposes = suits.map(one => t.coded.purpose[one]).join(', ')
  return [t.forPurpose.none, ...(purposes === '' ? [] : [fill(t.forPurpose.suits, { purposes })])]
}

/** By the policy of today, which is published: it tells nothing of anybody. */
function suiting({ protocol, recipient }: DecisionRecord, nameOf: NameOf, policy: Policy): readonly Purpose[] {
  const known = nameOf(recipient)
  if (protocol === undefined || known === undefined) return []
  return candidatePurposes({ purpose: undefined, protocol }, known.type, policy)
}

/** Exported for the test that every brace is filled. */
export const fill = (template: string, values: Readonly<Record<string, string>>): string =>
  template.replaceAll(/\{(\w+)\}/g, (brace, name: string) => values[name] ?? brace)

const agencyIn = (t: Texts, known: ReturnType<NameOf>): string =>
  known === undefined
    ? t.named.unknown
    : fill(t.named.agency, { kind: t.coded.agencyType[known.type], name: known.name })

function basisLines(t: Texts, { basis, basisId, basisVersion, instrumentId }: Kept, whole: boolean): string[] {
  const record = fill(t.basis.record, { id: basisId, version: String(basisVersion) })
  return [
    fill(t.basis.restsOn, { basis: t.coded.basis[basis] }),
    // Under its id the record is read by the agency that keeps it alone.
    ...(whole ? [record] : []),
    ...(instrumentId === '' ? [] : [fill(t.basis.instrument, { id: instrumentId })]),
  ]
}

const basesLines = (t: Texts, { considered }: DecisionRecord): string[] =>
  considered.bases.length === 0
    ? [t.bases.none]
    : considered.bases.map(one => {
        const struckBy = considered.struck.get(one)
        return fill(struckBy === undefined ? t.bases.carried : t.bases.struck, {
          ...{ id: one.id, version: String(one.version), basis: t.coded.basis[one.basis] },
          ...(struckBy !== undefined && { because: t.rule[struckBy].because }),
        })
      })

function releasedLines(t: Texts, { categories, codeNameOnly }: Kept): string[] {
  const lines = [...(codeNameOnly ? [t.codeNameOnly] : []), ...categories.map(category => t.coded.category[category])]
  return lines.length === 0 ? [t.nothing] : lines
}

function withheldLines(t: Texts, withheld: readonly Withheld[], whole: boolean): string[] {
  const line = ({ category, reason, silent }: Withheld) =>
    fill(silent ? t.withheld.silently : t.withheld.line, {
      category: t.coded.category[category],
      reason: t.reason[reason],
    })
  if (whole) return withheld.length === 0 ? [t.nothing] : withheld.map(line)
  // The same line in every one, whether anything is missing or not.
  return [...withheld.filter(({ silent }) => !silent).map(line), t.withheld.incomplete]
}
