import type { AlertView, Page } from '@amparo/client'
import { useSignedIn, useWords } from '../../app/context.ts'
import { useAction } from '../../app/use-action.ts'
import type { Loaded } from '../../app/use-load.ts'
import { Problem } from '../../ui/problem.tsx'

/** The next ones of a list, below those that stand there. */
export function MoreAlerts({ state, of }: { state: 'open' | 'following' | 'closed'; of: Loaded<Page<AlertView>> }) {
  const { t } = useWords()
  const { client } = useSignedIn()
  const { data } = of
  const more = useAction(async () => {
    if (!data?.nextCursor) return
    const { items, nextCursor } = await client.alerts(state, data.nextCursor)
    of.set({ items: [...data.items, ...items], nextCursor })
  })
  return (
    <>
      <Problem problem={more.problem} />
      {data?.nextCursor && (
        <button type="button" class="secondary" disabled={more.busy} onClick={() => void more.run()}>
          {t.list.more}
        </button>
      )}
    </>
  )
}
