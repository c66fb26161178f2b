import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { type NoteKey, noteKeyText } from '@amparo/crypto/tlog'
import { removeTempDir, tempDir } from '@amparo/testing'
import { afterAll, beforeAll } from 'vitest'
import { untilWriting, useAudit } from './support.ts'

/** A hub that is the witness of these logs, whose desk looks each second and holds nothing back for a while. */
export async function useWitnessing(logs: readonly NoteKey[]) {
  const dir = tempDir('witnessing')
  afterAll(() => removeTempDir(dir))
  const file = (name: string, text: string) => {
    writeFileSync(join(dir, name), text)
    return join(dir, name)
  }
  const policy = JSON.parse(readFileSync(join(import.meta.dirname, '../policy/alerts.v1.json'), 'utf8'))
  const audit = await useAudit({
    env: {
      AMPARO_WITNESSES_FILE: file('witnesses', logs.map(key => `log ${noteKeyText(key)}\n`).join('')),
      AMPARO_ALERTS_FILE: file('alerts', JSON.stringify({ ...policy, settleMinutes: 0 })),
      AMPARO_DESK_EVERY_SECONDS: '1',
    },
  })
  const redaction = await audit.nats.as('redaction')
  let url = ''
  beforeAll(async () => {
    url = (await audit.start()).url
    await untilWriting(redaction)
  })
  return { audit, redaction, url: () => url }
}
