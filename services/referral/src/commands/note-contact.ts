import type { Log } from '@amparo/observability'
import { CONTACT, type Rule } from '../domain/contact.ts'
import type { Detail } from '../domain/detail.ts'
import type { CompareContact } from '../ports/contact.ts'
import type { Deps } from './deps.ts'
import { messages } from './messages.ts'
import type { TakeStep } from './take-step.ts'
import { takeable } from './takeable.ts'

interface NoteContactDeps extends Deps {
  readonly compareContact: CompareContact
  readonly log: Log
}

/**
 * Any step; before one that notes an attempt at contact, redaction says whether it was by the person's rule. Each attempt is logged:
 * that redaction cannot answer keeps none out, and is marked.
 */
export const noteContact =
  (deps: NoteContactDeps, take: (command: TakeStep) => Promise<Detail>) =>
  async (command: TakeStep): Promise<Detail> => {
    if (command.step !== CONTACT) return take(command)
    const rule = await ruleFor(deps, command)
    return take({ ...command, ...(rule && { rule }) })
  }

/** Undefined: the step is refused as it is, or nobody could say. */
async function ruleFor(deps: NoteContactDeps, command: TakeStep): Promise<Rule | undefined> {
  const { caller, referralId } = command
  const channel = command.data['channel']
  if (typeof channel !== 'string') return undefined
  const asked = await takeable(deps, command)
  if (asked === undefined) return undefined
  const { subjectRef } = asked.found.referral
  try {
    return await deps.compareContact({ caller, referralId, subjectRef, channel })
  } catch (error) {
    messages['referral.contact_not_compared'](deps.log, { referralId }, error)
    return undefined
  }
}
