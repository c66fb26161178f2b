import type { Log } from '@amparo/observability'
import { sideOf } from '../domain/access.ts'
import { isSent, ProtocolGone } from '../domain/case.ts'
import { CONTACT, type Rule } from '../domain/contact.ts'
import type { Detail } from '../domain/detail.ts'
import { checkStep } from '../domain/take-step.ts'
import type { CompareContact } from '../ports/contact.ts'
import { findCase } from '../store/cases.ts'
import type { Asking, Deps } from './deps.ts'
import { messages } from './messages.ts'
import type { TakeStep } from './take-step.ts'

interface NoteContactDeps extends Deps {
  readonly compareContact: CompareContact
  readonly log: Log
}
interface NoteContact extends TakeStep {
  readonly caller: Asking & { readonly token: string }
}

/**
 * Any step; before one that notes an attempt at contact, redaction says whether it was by the person's rule. Each attempt is logged:
 * that redaction cannot answer keeps none out, and is marked.
 */
export const noteContact =
  (deps: NoteContactDeps, take: (command: TakeStep) => Promise<Detail>) =>
  async (command: NoteContact): Promise<Detail> => {
    if (command.step !== CONTACT) return take(command)
    const rule = await ruleFor(deps, command)
    return take({ ...command, ...(rule && { rule }) })
  }

/** Undefined: the step is refused as it is, or nobody could say. */
async function ruleFor(deps: NoteContactDeps, command: NoteContact): Promise<Rule | undefined> {
  const subjectRef = await subjectOf(deps, command)
  const { caller, referralId } = command
  const channel = command.data['channel']
  if (subjectRef === undefined || typeof channel !== 'string') return undefined
  try {
    return await deps.compareContact({ caller, referralId, subjectRef, channel })
  } catch (error) {
    messages['referral.contact_not_compared'](deps.log, { referralId }, error)
    return undefined
  }
}

/** Undefined: whoever may not note it is not to ask redaction of the person by trying. */
async function subjectOf({ run, book, hub }: Deps, command: NoteContact): Promise<string | undefined> {
  const { caller, referralId, step, data, invalid } = command
  const found = await run(tx => findCase(tx, book, referralId)).catch(unlessGone)
  if (found === undefined || !isSent(found)) return undefined
  const side = sideOf(found.referral, { hub, agencyId: caller.agency, scopes: caller.scopes })
  if (side === undefined) return undefined
  try {
    checkStep(book, found, { side, scopes: caller.scopes }, { step, data }, invalid)
    return found.referral.subjectRef
  } catch {
    return undefined
  }
}

function unlessGone(error: unknown): undefined {
  if (!(error instanceof ProtocolGone)) throw error
}
