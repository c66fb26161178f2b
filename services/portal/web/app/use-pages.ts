import type { Page } from '@amparo/client'
import { type ActionState, useAction } from './use-action.ts'
import { type Loaded, useLoad } from './use-load.ts'

export interface Pages<T> extends Loaded<Page<T>> {
  readonly more: ActionState<[]>
}

/** A list of which each page leads to the next: they are shown as one. */
export function usePages<T>(key: string, load: (cursor?: string) => Promise<Page<T>>): Pages<T> {
  const loaded = useLoad(key, () => load())
  const more = useAction(async () => {
    const { data } = loaded
    if (!data?.nextCursor) return
    const next = await load(data.nextCursor)
    // Not onto another list: it may have been narrowed, or loaded again, meanwhile.
    loaded.replace(data, { items: [...data.items, ...next.items], nextCursor: next.nextCursor })
  })
  return { ...loaded, problem: loaded.problem ?? more.problem, more }
}
