import { fork } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import type { Calls } from './agency.ts'

export interface Agency {
  readonly pid: number
  call<N extends keyof Calls>(name: N, ...args: Parameters<Calls[N]>): ReturnType<Calls[N]>
  stop(): void
}

interface Waiting {
  readonly resolve: (answer: never) => void
  readonly reject: (error: Error) => void
}

/** Somebody of an agency, signed in, with the software of that agency in a process of its own. */
export async function startAgency(state: string, hub: string, type: string): Promise<Agency> {
  const program = fileURLToPath(new URL('./agency.ts', import.meta.url))
  const child = fork(program, [JSON.stringify({ state, hub, type })], { execArgv: ['--max-semi-space-size=4'] })
  const waiting = new Map<number, Waiting>()
  let calls = 0
  const answerTo = (id: number) => new Promise<unknown>((resolve, reject) => void waiting.set(id, { resolve, reject }))
  const ready = answerTo(calls)
  child.on('message', ({ id, answer, error }: { id: number; answer: never; error?: string }) => {
    const asked = waiting.get(id)
    waiting.delete(id)
    if (error === undefined) asked?.resolve(answer)
    else asked?.reject(new Error(`${hub} ${type}: ${error}`))
  })
  child.once('exit', code => {
    for (const { reject } of waiting.values()) reject(new Error(`${hub} ${type} ended with ${code}`))
  })
  await ready
  return {
    pid: child.pid ?? 0,
    call: (name, ...args) => {
      const id = ++calls
      const answer = answerTo(id)
      // One that has ended answers nobody.
      child.send({ id, name, args }, error => error && waiting.get(id)?.reject(error))
      return answer as ReturnType<Calls[typeof name]>
    },
    stop: () => child.kill(),
  }
}
