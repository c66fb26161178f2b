import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { HeldRequestSchema, HeldSchema, held, timestampFromDate, toBinary } from '@amparo/contracts'
import { requestHash, signStatement } from '@amparo/crypto'
import type { Nats } from '@amparo/messaging'
import type { useAudit } from './support.ts'

type Audit = Awaited<ReturnType<typeof useAudit>>

/** Leaves that were taken in an earlier month under that month's key: as if the service had run then. */
export async function backdate({ sql }: Pick<Audit, 'sql'>, months: number): Promise<void> {
  const then = `now() - interval '${months} months'`
  await sql('alter table audit.leaf disable trigger user')
  await sql(`update audit.leaf set taken_at = ${then}`)
  await sql('alter table audit.leaf enable trigger user')
  await sql(`update audit.half_key set name = 'month/' || to_char(${then}, 'YYYY-MM') where name like 'month/%'`)
}

/** For how long XA keeps its log; answers the file's path. */
export function retentionIn(dir: string, name: string, months: number, holds: readonly object[] = []): string {
  const path = join(dir, name)
  writeFileSync(path, JSON.stringify({ version: 1, about: 'test', jurisdictions: { XA: { months, holds } } }))
  return path
}

/** As redaction, which knows of whom nothing may be lost. Answers what it was asked. */
export function answerHeld(
  redaction: Nats,
  { redactionSign }: Pick<Audit, 'redactionSign'>,
  people: ReadonlySet<string>,
): string[] {
  const asked: string[] = []
  redaction.answer(held, async request => {
    asked.push(...request.subjectRefs)
    const stated = {
      requestHash: requestHash(toBinary(HeldRequestSchema, request)),
      subjectRefs: request.subjectRefs.filter(ref => people.has(ref)),
      expiresAt: timestampFromDate(new Date(Date.now() + 20_000)),
    }
    return { held: signStatement(HeldSchema, stated, 'held.v1', redactionSign) }
  })
  return asked
}
