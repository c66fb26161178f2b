import type { NewId } from '@amparo/kernel'
import type { Transaction } from '@amparo/store'
import type { Findings } from '../queries/find-people.ts'
import { saveIndex } from '../store/blind-index.ts'
import { flagPair } from '../store/same-person.ts'

export interface KeepFindings {
  readonly subjectId: string
  readonly recordVersion: number
  readonly findings: Findings
  readonly newId: NewId
  readonly at: Date
}

/** With the record that it was made of, in its transaction: what the person is found by, and who is perhaps there twice. */
export async function keepFindings(tx: Transaction, { findings, newId, at, ...of }: KeepFindings): Promise<void> {
  await saveIndex(tx, { ...of, index: findings })
  for (const { subjectId, score, matched } of findings.doubles)
    await flagPair(tx, { pairId: newId(), people: [of.subjectId, subjectId], score, matched, at })
}
