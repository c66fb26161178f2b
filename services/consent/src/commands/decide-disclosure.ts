import { setImmediate } from 'node:timers/promises'
import type { DecideRequest, DecideResponseSchema, MessageInitShape } from '@amparo/contracts'
import { storeErrors } from '@amparo/store'
import { mayAsk } from '../domain/asking.ts'
import { type Judgement, judge } from '../domain/decide.ts'
import { decideReport, judgeAnswer } from '../domain/decide-report.ts'
import type { Permission } from '../domain/disclosure.ts'
import { onwardTermsOf } from '../domain/onward.ts'
import type { DenialCode } from '../domain/precedence.ts'
import { within } from '../domain/submission.ts'
import type { FindChild } from '../ports/child.ts'
import { type CaseFile, hear, openCaseFile } from './case-file.ts'
import { decisionRecord } from './decision-record.ts'
import { type Deny, denyBy } from './deny.ts'
import type { Deps } from './deps.ts'
import { type GrantPackage, grantPackage } from './grant-package.ts'
import type { KeepPermit } from './keep-permit.ts'
import { messages } from './messages.ts'
import { type AskedBy, type Question, readQuestion } from './question.ts'
import { safeguardDenied } from './safeguard.ts'
import { signPermit } from './sign-permit.ts'

type DecideDeps = Deps &
  Parameters<typeof readQuestion>[0] &
  Parameters<typeof openCaseFile>[0] &
  Parameters<typeof denyBy>[0] &
  Parameters<typeof signPermit>[0] &
  Parameters<typeof grantPackage>[0] & { readonly keepPermit: KeepPermit; readonly findChild: FindChild }

type Answer = MessageInitShape<typeof DecideResponseSchema>

/** How often a basis may change under a decision before the asker is told to come again. */
const ATTEMPTS = 3

/**
 * Answers whether this may be disclosed. A permit is on record before it is told; a denial is in the access log before it is
 * told. Throws what `readQuestion` throws, and that another service cannot answer now.
 */
export const decideDisclosure = (deps: DecideDeps) => {
  const read = readQuestion(deps)
  const open = openCaseFile(deps)
  const deny = denyBy(deps)
  return async (request: DecideRequest, asked: AskedBy): Promise<Answer> => {
    const question = await read(request, asked)
    // First on what is remembered; where that has changed, on what is read.
    for (let attempt = 0; attempt <= ATTEMPTS; attempt++) {
      const file = isEntitled(question, deps.hub) ? await open(question, { afresh: attempt > 0 }) : undefined
      const answer = await answerTo(deps, deny, question, file)
      if (answer !== 'changed') return answer
    }
    throw storeErrors.database_unavailable()
  }
}

async function answerTo(
  deps: DecideDeps,
  deny: Deny,
  question: Question,
  file: CaseFile | undefined,
): Promise<Answer | 'changed'> {
  // Whoever asks about what is not theirs, or is otherwise known here, hears no more than that nothing permits it.
  if (file === undefined) return refuse(deps, deny, { question, file, code: 'no_lawful_basis' })
  const { decision, struck } = question.report
    ? { decision: decideReport(file, deps.policy, deps.now()), struck: undefined }
    : decideOn(file, deps)
  if (decision.permit && file.unheard) return answerTo(deps, deny, question, await hear(deps, question, file))
  if (!decision.permit) return refuse(deps, deny, { question, file, code: decision.reason })
  const answer = await permit(deps, question, file, { permission: decision, struck })
  if (answer !== 'bound_elsewhere') return answer
  return refuse(deps, deny, { question, file, code: 'recipient_outside_consent' })
}

interface Refused {
  readonly question: Question
  readonly file: CaseFile | undefined
  readonly code: DenialCode
}

/** Whoever may ask is told where it is explained; whoever may not, asks in vain there too. */
async function refuse(deps: DecideDeps, deny: Deny, { question, file, code }: Refused): Promise<Answer | 'changed'> {
  const decisionId = deps.newId()
  const denied = { permit: false, reason: code } as const
  const decision = decisionRecord(deps, { decisionId, question, file, decision: denied, at: deps.now() })
  if (!(await deny({ decision, question, code, assumed: file?.assumed }))) return 'changed'
  if (file === undefined) return { decision: { case: 'denial', value: { code, rule: code, decisionId: '' } } }
  const draftId = await safeguardChild(deps, { question, file, code })
  const { told } = decision
  // A draft would tell what the code does not.
  const draft = told === code && draftId !== undefined && { draftId }
  return { decision: { case: 'denial', value: { code: told, rule: code, decisionId, ...draft } } }
}

/**
 * The consent is refused, the child is not: each agency that registered them gets a draft to protect them, whoever asked. Answers that of the
 * agency that asks: no other opens it.
 */
async function safeguardChild(
  deps: DecideDeps,
  { question, file, code }: Refused & { readonly file: CaseFile },
): Promise<string | undefined> {
  if (!file.facts.minor) return undefined
  const { caller, sender, referralId: correlationId } = question
  const { subjectId } = question.stated
  const drafts = await safeguardDenied(deps, { code, subjectId, ...(caller && { caller }), correlationId })
  return drafts.get(caller?.agency ?? sender.agencyId)
}

const isEntitled = ({ occasion, caller, sender, recipient, stated }: Question, hub: string): boolean =>
  mayAsk({ occasion, hub, caller, sender, recipient, attested: { agency: stated.agencyId, user: stated.userId } })

function decideOn(file: CaseFile, { policy, now }: Deps): Judgement {
  const { request, records, facts, submission, answers } = file
  if (answers) return judgeAnswer(file, policy, now())
  const judgement = judge(request, records, facts, policy, now())
  const { decision, struck } = judgement
  const leaves = request.occasion === 'package' || request.occasion === 'link'
  if (!decision.permit || !leaves || submission === undefined) return judgement
  const limited = within(decision, submission.categories, policy)
  const empty = limited.categories.length === 0 && !limited.codeNameOnly
  return { decision: empty ? { permit: false, reason: 'nothing_to_disclose' } : limited, struck }
}

/** What was asked of the database in this turn of the event loop is on its way in the next. */
async function whileDatabaseWrites<T>(work: () => T): Promise<T> {
  await setImmediate()
  return work()
}

interface Permitted {
  readonly permission: Permission
  /** Undefined: of a report, where fewer were asked. */
  readonly struck: Judgement['struck'] | undefined
}

async function permit(
  deps: DecideDeps,
  question: Question,
  file: CaseFile,
  { permission, struck }: Permitted,
): Promise<Answer | 'changed' | 'bound_elsewhere'> {
  const { request, submission, answers, records, facts } = file
  const { occasion, referralId, protocol } = question
  // As the referral was sent, whichever of the two asks.
  const sender = answers ? question.recipient : question.sender
  // Without a recipient nothing is permitted.
  const { recipient } = request
  if (recipient === undefined) throw new TypeError('a permission without a recipient')
  const issuedAt = deps.now()
  const userId = question.caller?.user ?? submission?.userId ?? ''
  const permitId = deps.newId()
  const record = records.find(({ id }) => id === permission.basisId)
  if (record === undefined) throw new TypeError('a permission without a record')
  const { reportBack, sheetHeld = false } = record
  const onward = onwardTermsOf(record, facts.exclusions)
  const excluded = facts.exclusions.filter(({ hub }) => hub === recipient.hub)
  const grant: GrantPackage | undefined =
    occasion === 'package' && !answers
      ? await grantPackage(deps)(question, { ...permission, reportBack, onward, sheetHeld, excluded }, issuedAt)
      : undefined
  const kept = deps.keepPermit({
    permit: {
      ...{ permitId, occasion, referralId, sender, recipient, userId, protocol, permission },
      subjectId: question.stated.subjectId,
      priority: request.priority,
      grantId: grant?.grantId,
    },
    decision: decisionRecord(deps, {
      decisionId: permitId,
      question,
      file,
      decision: permission,
      struck,
      at: issuedAt,
    }),
    // What another hub has granted is its own to keep.
    resting: request.sender?.hub === deps.hub ? record : undefined,
    assumed: file.assumed,
    exclusions: file.exclusions,
  })
  const sign = () =>
    signPermit(deps)({
      ...{ permitId, question, permission, record, userId, issuedAt },
      // Of who reads: where the sender asks for what its recipient wrote, the parties are the other way round.
      recipientType: (answers ? request.sender : recipient)?.type,
    })
  const [outcome, signed] = await Promise.all([kept, whileDatabaseWrites(sign)])
  if (outcome !== 'kept') return outcome
  const { basisId } = permission
  messages['disclosure.permitted'](deps.log, { permitId, occasion, referralId, basisId, policyHash: deps.policy.hash })
  return { decision: { case: 'permit', value: signed }, ...(grant && { grant: grant.signed }) }
}
