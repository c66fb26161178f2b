import type { z } from 'zod'
import { DocumentRefused } from '../refusal.ts'
import { alone, type Command, inBubble } from './command.ts'
import { runChild } from './run-child.ts'
import { type Answers, answers, type RunTask, refusedAnswer, type TaskName } from './task.ts'

const LIMITS = { heapMiB: 384, dataMiB: 1_024, cpuSeconds: 20 } as const
const BOUNDS = { milliseconds: 30_000, bytes: 150_000_000 } as const
/** Each takes a core and some hundred MiB. */
const AT_ONCE = 2

/**
 * Tasks done in children, one each: without keys, environment, files or database, and without network where bubblewrap works.
 * Whether it does is tried once, with the first task.
 */
export function openSandbox(): RunTask {
  const waiting: (() => void)[] = []
  let running = 0
  let command: Promise<Command> | undefined
  return async (name, input) => {
    if (running >= AT_ONCE) await new Promise<void>(resolve => waiting.push(resolve))
    else running += 1
    try {
      command ??= usable()
      const text = await runChild(await command, requestOf(name, input), BOUNDS)
      return answerIn(name, text)
    } finally {
      const next = waiting.shift()
      if (next === undefined) running -= 1
      else next()
    }
  }
}

async function usable(): Promise<Command> {
  const bubble = inBubble(LIMITS)
  try {
    await runChild(bubble, requestOf('ping', {}), BOUNDS)
    return bubble
  } catch {
    return alone(LIMITS)
  }
}

/** JSON both ways: it can be read as nothing but data. */
const requestOf = (name: TaskName, input: object): string => JSON.stringify({ name, input })

/** Throws DocumentRefused, also for an answer that is none. */
export function answerIn<N extends TaskName>(name: N, text: string): Answers[N] {
  const json = parsed(text)
  const refused = refusedAnswer.safeParse(json)
  if (refused.success) throw new DocumentRefused(refused.data.refused)
  const schema: { readonly [K in TaskName]: z.ZodType<Answers[K]> } = answers
  const answer = schema[name].safeParse(json)
  if (!answer.success) throw new DocumentRefused('document_too_large')
  return answer.data
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    throw new DocumentRefused('document_unprovable')
  }
}
