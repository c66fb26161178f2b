import { createLog } from '@amparo/observability'
import { expect, test } from 'vitest'
import { startWork } from '../src/work.ts'

test('a piece that fails holds up none behind it', async () => {
  const done: string[] = []
  const log = createLog({ service: 'referral', hub: 'XA', level: 'silent' })
  const calls = async () => {
    done.push('called')
    return false
  }
  const work = startWork({ pieces: [() => Promise.reject(new Error('broken')), calls], log, pollMs: 3_600_000 })
  await expect.poll(() => done).toEqual(['called'])
  await work.stop()
})
