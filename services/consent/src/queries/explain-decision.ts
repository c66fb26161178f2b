import { httpErrors } from '@amparo/http'
import type { Store } from '@amparo/store'
import type { AgencyRef } from '../domain/agency.ts'
import { type DecisionRecord, type Standing, scopeToRead, standingIn } from '../domain/decision-record.ts'
import { type Explanation, explain } from '../domain/explanation/explain.ts'
import type { Language } from '../domain/explanation/texts.ts'
import type { Policy } from '../domain/policy.ts'
import type { Directory } from '../ports/directory.ts'
import { findDecision } from '../store/decisions.ts'

interface Asked {
  readonly decisionId: string
  readonly language: Language
  /** Somebody of an agency, or the hub's auditor. */
  readonly reader: { readonly agency: string; readonly scopes: ReadonlySet<string> } | 'auditor'
}

export interface Explained extends Explanation {
  readonly decision: DecisionRecord
  readonly standing: Exclude<Standing, undefined>
}

interface Deps {
  readonly store: Pick<Store, 'read'>
  readonly directory: Pick<Directory, 'nameOf'>
  readonly policy: Policy
}

/** Throws not_found for everybody to whom the decision is none: to them it does not exist. */
export const explainDecision =
  ({ store, directory, policy }: Deps) =>
  async ({ decisionId, language, reader }: Asked): Promise<Explained> => {
    const decision = await store.read(tx => findDecision(tx, decisionId))
    if (decision === undefined) throw httpErrors.not_found()
    const standing = reader === 'auditor' ? 'owner' : standingOf(decision, reader)
    if (standing === undefined) throw httpErrors.not_found()
    const { sender, recipient } = decision
    const [from, to] = await Promise.all([directory.nameOf(sender), directory.nameOf(recipient)])
    const nameOf = (agency: AgencyRef) => (agency === sender ? from : to)
    return { decision, standing, ...explain(decision, standing, language, { nameOf, policy }) }
  }

const standingOf = (decision: DecisionRecord, { agency, scopes }: Exclude<Asked['reader'], 'auditor'>): Standing =>
  scopes.has(scopeToRead(decision)) ? standingIn(decision, agency) : undefined
