import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { SMALL_HEAP } from './small-heap.ts'

const MAIN = join(import.meta.dirname, '../../../services/consent/src/main.ts')
const SAYS_COST = join(import.meta.dirname, 'say-cost.ts')

/** The service in a process of its own, as in production; it ends with the caller. */
export async function consentProcess(env: NodeJS.ProcessEnv) {
  const child = spawn(process.execPath, [...SMALL_HEAP, '--import', SAYS_COST, MAIN], {
    env,
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
  })
  const [started] = await Promise.race([once(child, 'message'), once(child, 'exit')])
  if (typeof started !== 'object') throw new Error('the consent service did not start: see above.')
  return {
    url: `http://127.0.0.1:${(started as { port: number }).port}`,
    /** Microseconds of processor time since its start. */
    processor: async (): Promise<number> => {
      const answered = once(child, 'message')
      child.send('processor')
      const [{ processor }] = (await answered) as [{ processor: NodeJS.CpuUsage }]
      return processor.user + processor.system
    },
    stop: async () => {
      const ended = once(child, 'exit')
      child.kill('SIGTERM')
      await ended
    },
  }
}
