import type { Store } from '@amparo/store'
import type { Attest } from '../ports/attestation.ts'
import type { FindChild } from '../ports/child.ts'
import { isGuardianFound } from '../store/guardian-findings.ts'

type Reading = Pick<Store, 'read'>

/** What an officer found of the guardian counts like what the intake form says. */
export const heeding = <F extends { readonly guardianConflict: boolean }>(facts: F, guardianFound: boolean): F => ({
  ...facts,
  guardianConflict: facts.guardianConflict || guardianFound,
})

/** The same, and what an officer found of the guardian counts like what is on the intake form. Where nothing is said of the person, neither is that. */
export const attestHeeding =
  ({ read }: Reading, attest: Attest): Attest =>
  async command => {
    const attested = await attest(command)
    if (attested?.answered !== true) return attested
    const { subjectId, person, facts } = attested
    if (!(await read(reader => isGuardianFound(reader, subjectId, command.subjectRef)))) return attested
    return { ...attested, person: heeding(person, true), facts: heeding(facts, true) }
  }

/** The same of a child. */
export const childHeeding =
  ({ read }: Reading, findChild: FindChild): FindChild =>
  async subjectId => {
    const child = await findChild(subjectId)
    const guardianConflict = child.guardianConflict || (await read(reader => isGuardianFound(reader, subjectId)))
    return { ...child, guardianConflict }
  }
