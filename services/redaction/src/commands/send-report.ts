import type { Append } from '@amparo/asking'
import { Action, type DataCategory, dataCategories, timestampFromDate } from '@amparo/contracts'
import { AppError } from '@amparo/kernel'
import type { FormFile } from '@amparo/protocols'
import type { Answers } from '../domain/answers.ts'
import { assessmentsShown } from '../domain/assessed.ts'
import { cutAnswers } from '../domain/report.ts'
import type { ViewPolicy } from '../domain/view-policy.ts'
import type { Directory } from '../ports/directory.ts'
import type { ExpiryOf } from '../ports/expiry.ts'
import type { Reader } from '../ports/standing.ts'
import type { OpenedHeld } from '../queries/open-held.ts'
import { actorOf, enteredBy } from './actor.ts'
import { allowanceOf } from './allowance.ts'
import { type AskPermitDeps, askPermit } from './ask-permit.ts'
import { isSame, type OpenCase, type OpenCaseDeps } from './open-case.ts'
import { groundsOf, spendPermit } from './permit.ts'
import { type BuiltMessage, sealMessage } from './seal-message.ts'
import type { PackageKey } from './seal-to-agency.ts'

export interface SendReportDeps extends AskPermitDeps {
  readonly store: OpenCaseDeps['store'] & Parameters<typeof spendPermit>[0]['store']
  readonly append: Append
  /** What a view holds, field by field. */
  readonly views: ViewPolicy
  readonly directory: Directory
  readonly packageKey: PackageKey
  readonly expiryOf: ExpiryOf
}

export interface Reported {
  readonly caller: Reader & { readonly acr: string }
  readonly correlationId: string
  readonly opened: OpenedHeld
  readonly form: FormFile
  readonly answers: Answers
  readonly at: Date
}

/** Whether there is somebody in another hub for whom it is: this is the recipient, the sender is not of this hub, and it is of no compartment. */
export const isReported = (
  { hub }: Pick<SendReportDeps, 'hub'>,
  { own, parties }: OpenCase,
  { compartment }: { readonly compartment: boolean },
): boolean => !compartment && isSame(own, parties.to) && parties.from.hub !== hub

/**
 * What the recipient has assessed, for its sender in another hub: decided in that direction, logged, cut to what may be known there,
 * then signed and encrypted to that agency. Undefined where it stays: nothing permits it. Throws only what is worth trying again.
 */
export async function reportFor(
  deps: SendReportDeps,
  found: OpenCase,
  reported: Reported,
): Promise<BuiltMessage | undefined> {
  const { own, parties } = found
  const { from: sender } = parties
  const { caller, correlationId, opened, form, answers, at } = reported
  const asked = { occasion: 'package', report: true, sender: own, recipient: sender, held: opened.held } as const
  const permit = await askPermit(deps, found, { ...asked, caller, correlationId }).catch(stays)
  const told = permit ? cutAnswers(form, answers, assessmentsShown(allowanceOf(permit), deps.views)) : {}
  const recipient = await deps.directory.recipientOf(sender)
  if (permit === undefined || recipient === undefined || Object.keys(told).length === 0) return undefined
  const { referralId } = found.standing
  const expiresAt = deps.expiryOf(at)
  const ids = { messageId: deps.newId(), referralId, from: own, to: sender, writtenAt: at, expiresAt }
  const categories = categoriesOf(form, told)
  const said = { report: { form: form.form, version: form.version, answers: told }, categories }
  const { built, code } = await sealMessage(deps.packageKey, { ids, said, permit, recipient })
  await spendPermit(deps, permit)
  await deps.append({
    ...groundsOf(permit),
    viewPolicyHash: deps.views.hash,
    categories,
    ...{ packageId: built.messageId, packageHash: built.sha256 },
    ...(code && { code }),
    entryId: deps.newId(),
    action: Action.PACKAGE_RELEASED,
    ...enteredBy(actorOf(caller)),
    agency: own,
    referralId,
    subjectRef: found.share.shareId,
    recipient: sender,
    occurredAt: timestampFromDate(at),
  })
  return built
}

/** It is kept here all the same; whoever assessed need not know what the sender may not. */
function stays(error: unknown): undefined {
  if (error instanceof AppError && error.kind !== 'unavailable') return undefined
  throw error
}

function categoriesOf({ sections }: FormFile, told: Answers): DataCategory[] {
  const items = new Map(sections.flatMap(section => Object.entries(section.items)))
  const codes = Object.keys(told).map(item => items.get(item)?.category ?? 'risk')
  return [...new Set(codes)].map(code => dataCategories.toEnum(code))
}
