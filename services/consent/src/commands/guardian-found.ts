import type { Attestation, Signed } from '@amparo/contracts'
import type { VerificationKey } from '@amparo/crypto'
import { type Attest, verifyAttestation } from '../ports/attestation.ts'
import type { FindChild } from '../ports/child.ts'
import type { FindChildhoods } from '../ports/childhoods.ts'
import { guardiansFound, isGuardianFound } from '../store/guardian-findings.ts'
import type { Sought } from '../store/refusals.ts'
import type { Deps } from './deps.ts'
import { holdWithdrawals } from './end-linked.ts'
import { hasGuardiansNo, liftGuardiansNo } from './mark-replacing.ts'

type Heeding = Pick<Deps, 'store' | 'now'>

/** What an officer found of the guardian counts like what the intake form says. */
export const heeding = <F extends { readonly guardianConflict: boolean }>(facts: F, guardianFound: boolean): F => ({
  ...facts,
  guardianConflict: facts.guardianConflict || guardianFound,
})

/** The same, and what an officer found of the guardian counts like what is on the intake form. Where nothing is said of the person, neither is that. */
export const attestHeeding =
  (deps: Heeding, attest: Attest): Attest =>
  async command => {
    const attested = await attest(command)
    if (attested?.answered !== true) return attested
    const { subjectId, person, facts } = attested
    const asked = { subjectId, subjectRef: command.subjectRef }
    if (!(await learnConflict(deps, asked, facts))) return attested
    return { ...attested, person: heeding(person, true), facts: heeding(facts, true) }
  }

/** The same of a child. */
export const childHeeding =
  (deps: Heeding, findChild: FindChild): FindChild =>
  async subjectId => {
    const child = await findChild(subjectId)
    return { ...child, guardianConflict: await learnConflict(deps, { subjectId }, child) }
  }

/** The same of many. */
export const childhoodsHeeding =
  (deps: Heeding, findChildhoods: FindChildhoods): FindChildhoods =>
  async subjectIds => {
    const known = await findChildhoods(subjectIds)
    const found = await deps.store.read(reader => guardiansFound(reader, subjectIds))
    const heeded = subjectIds.map((id, n) => ({ subjectId: id, known: known[n] && heeding(known[n], found.has(id)) }))
    for (const { subjectId, known: of } of heeded) if (of?.guardianConflict) await lift(deps, { subjectId })
    return heeded.map(({ known: of }) => of)
  }

/**
 * What redaction has told whoever asks, who hands it on: the request that it answered is theirs, and not known here. What it says of the
 * guardian counts at once for what was said before. Throws statement_invalid.
 */
export async function readStated(
  { attester, ...deps }: Heeding & { readonly attester: VerificationKey },
  signed: Signed | undefined,
): Promise<Attestation> {
  const stated = verifyAttestation(signed, { signer: attester, now: deps.now(), requestHash: null })
  if (stated.guardianConflict) await lift(deps, stated)
  return stated
}

/** Whether there is a conflict, by redaction's word or an officer's. */
async function learnConflict(
  deps: Heeding,
  person: Sought,
  { guardianConflict }: { readonly guardianConflict: boolean },
): Promise<boolean> {
  const { subjectId, subjectRef } = person
  const isThere = guardianConflict || (await deps.store.read(reader => isGuardianFound(reader, subjectId, subjectRef)))
  if (isThere) await lift(deps, person)
  return isThere
}

/** Whoever found it, and whenever: from the moment that it is known here the guardian's earlier no binds no more (rules: Children). */
async function lift({ store, now }: Heeding, { subjectId, subjectRef }: Sought): Promise<void> {
  const person = { subjectId, subjectRef }
  if (!(await store.read(reader => hasGuardiansNo(reader, person)))) return
  await store.run(async tx => {
    await holdWithdrawals(tx)
    await liftGuardiansNo(tx, person, now())
  })
}
