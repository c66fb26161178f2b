import type { z } from 'zod'
import { DocumentRefused } from '../refusal.ts'
import { alone, type Command, inBubble } from './command.ts'
import { compiled, keepCompiled } from './compiled.ts'
import { hasMorePartsThan } from './json-parts.ts'
import { runChild } from './run-child.ts'
import { type Answers, answers, type RunTask, refusedAnswer, type TaskName } from './task.ts'
import { betterOf } from './tried.ts'
import { inTurns } from './turns.ts'

const LIMITS = { heapMiB: 384, dataMiB: 1_024, cpuSeconds: 20 } as const
const BOUNDS = { milliseconds: 30_000, bytes: 150_000_000, cpuSeconds: LIMITS.cpuSeconds } as const
/** Twice what the largest document has (limits.ts). Bytes alone are no bound: a list takes three of them, and forty in memory. */
const MOST_PARTS = 3_000_000
/** Each takes a core and some hundred MiB. */
const AT_ONCE = 2

/**
 * Tasks done in children, one each: without keys, environment, files or database, and without network where bubblewrap works.
 * Whether it does is tried with the first task, and again later where it did not. Of those whose tasks wait each has their turn.
 *
 * @param onAlone told once, when bubblewrap does not work: a decoder that is taken over could reach the network
 */
export function openSandbox(onAlone: () => void = () => undefined): RunTask {
  const wayOf = betterOf(bubble, () => alone(LIMITS), worksInBubble, {
    now: () => performance.now(),
    onWorse: onAlone,
  })
  const run: RunTask = async (name, input) => {
    const way = await wayOf()
    return answerIn(name, await runChild(way(), requestOf(name, input), BOUNDS))
  }
  return inTurns(run, { places: AT_ONCE, now: () => performance.now() })
}

function bubble(): Command {
  const folder = compiled()
  return inBubble(LIMITS, undefined, folder === undefined ? undefined : { folder })
}

/** Throws unless the child has come to the end of its samples. */
async function fill(folder: string): Promise<void> {
  const command = inBubble(LIMITS, undefined, { folder, fill: true })
  answerIn('samples', await runChild(command, requestOf('samples', {}), BOUNDS))
}

/** Nobody waits until what others compile anew is kept. */
async function worksInBubble(way: () => Command): Promise<boolean> {
  try {
    await runChild(way(), requestOf('ping', {}), BOUNDS)
    void keepCompiled(fill)
    return true
  } catch {
    return false
  }
}

/** JSON both ways: it can be read as nothing but data. */
const requestOf = (name: TaskName, input: object): string => JSON.stringify({ name, input })

/** Throws DocumentRefused, also for an answer that is none. */
export function answerIn<N extends TaskName>(name: N, text: string): Answers[N] {
  if (hasMorePartsThan(text, MOST_PARTS)) throw new DocumentRefused('document_too_large')
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
