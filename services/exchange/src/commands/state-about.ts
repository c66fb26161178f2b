import type { Transaction } from '@amparo/store'
import type { Evidence } from '../domain/delivery.ts'
import { after, isLate, UPDATE_DEADLINE_MS } from '../domain/times.ts'
import { addEvidence } from '../store/evidence.ts'
import {
  firstOfRequest,
  type Incoming,
  messageOfFile,
  messageOfPackage,
  messageOfText,
  messagesOfReferral,
  savePackageHash,
} from '../store/incoming.ts'
import type { Deps } from './deps.ts'
import { evidenceBody } from './own-statement.ts'
import { compose, queue } from './queue.ts'

/** Tells a peer what became of its message; once, however often it is asked for, and never the opposite later. A refusal only while it could still be taken in. */
export const stateAbout =
  (deps: Deps) =>
  async (tx: Transaction, about: Incoming, kind: Evidence, code = ''): Promise<void> => {
    const { messageId: aboutMessageId, sha256: aboutSha256, peer, referralId, packageId, packageSha256 } = about
    const evidenceId = deps.newId()
    const at = deps.now()
    // By then its sender has stated that it has expired, or is about to: two ends would be one too many.
    if (kind === 'refused' && about.expiresAt !== null && isLate({ expiresAt: about.expiresAt }, at)) return
    const told = await addEvidence(tx, {
      ...{ evidenceId, aboutMessageId, issuer: deps.hub, kind, code: code || null, at },
      ...{ message: null, signature: null },
    })
    if (!told) return
    // A statement is good for ever; the deadline only fills its place.
    const deadline = after(at, UPDATE_DEADLINE_MS)
    const to = {
      messageId: evidenceId,
      peer,
      kind: 'evidence',
      referralId,
      packageId,
      fromAgency: null,
      deadline,
    } as const
    const aboutPackage = { aboutPackageId: packageId ?? '', aboutPackageSha256: packageSha256 ?? '' }
    const stated = { evidenceId, aboutMessageId, aboutSha256, ...aboutPackage, kind, code, at }
    await queue(deps, tx, compose(deps, to, evidenceBody(stated)))
  }

/** What became of a peer's package. One that did not come from another hub concerns nobody else. */
export const statePackage =
  (deps: Deps) =>
  async (
    tx: Transaction,
    { fromHub, packageId }: { fromHub: string; packageId: string },
    kind: Evidence,
    code = '',
  ): Promise<void> => {
    const about = await messageOfPackage(tx, fromHub, packageId)
    if (about) await stateAbout(deps)(tx, about, kind, code)
  }

/** What became of what a peer's agency wrote. */
export const stateText =
  (deps: Deps) =>
  async (
    tx: Transaction,
    { fromHub, textId }: { fromHub: string; textId: string },
    kind: Evidence,
    code = '',
  ): Promise<void> => {
    const about = await messageOfText(tx, fromHub, textId)
    if (about) await stateAbout(deps)(tx, about, kind, code)
  }

interface FileOutcome {
  readonly fromHub: string
  readonly deliveryId: string
  /** Of its bundle's list, hex, where it is there whole; empty: it came before that was told. */
  readonly sha256?: string
}

/** What became of a peer's file, whole; what is stated of it from then on names what came. */
export const stateFile =
  (deps: Deps) =>
  async (tx: Transaction, { fromHub, deliveryId, sha256 }: FileOutcome, kind: Evidence, code = ''): Promise<void> => {
    const about = await messageOfFile(tx, fromHub, deliveryId)
    if (about === undefined) return
    if (sha256) await savePackageHash(tx, about, sha256)
    await stateAbout(deps)(tx, { ...about, ...(sha256 && { packageSha256: sha256 }) }, kind, code)
  }

/** Somebody has looked at what came in a package, and in whatever was sent again or completed it since. */
export const stateRetrieved =
  (deps: Deps) =>
  async (tx: Transaction, referralId: string): Promise<void> => {
    for (const about of await messagesOfReferral(tx, deps.hub, referralId))
      await stateAbout(deps)(tx, about, 'retrieved')
  }

/** Somebody has read what came about a peer's request for evidence: so the request has been opened, too. */
export const stateRequestOpened =
  (deps: Deps) =>
  async (tx: Transaction, { fromHub, textId }: { fromHub: string; textId: string }): Promise<void> => {
    const text = await messageOfText(tx, fromHub, textId)
    const about = text && (await firstOfRequest(tx, fromHub, text.referralId))
    if (about) await stateAbout(deps)(tx, about, 'retrieved')
  }
