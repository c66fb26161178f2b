import { useWords } from '../../app/context.ts'
import { addressOf } from '../../app/route.ts'
import type { Leaver } from '../../work/leavers/leavers.ts'

/** Who does not work here any more, and what is still in their hands. */
export function Leavers({ all, choose }: { all: readonly Leaver[]; choose(userId: string): void }) {
  const { t } = useWords()
  const { left } = t.handover
  if (all.length === 0) return null
  return (
    <section aria-labelledby="leavers">
      <h2 id="leavers">{left.title}</h2>
      <p>{left.lead}</p>
      <ul class="cards">
        {all.map(({ userId, name, count, shifts }) => {
          const who = name ?? t.duty.unnamed(userId.slice(0, 4))
          return (
            <li key={userId} class="card">
              <h3>{who}</h3>
              <p>{t.handover.has(count)}</p>
              {shifts > 0 && (
                <p>
                  <a href={addressOf({ page: 'duty' })}>{left.shifts(shifts)}</a>
                </p>
              )}
              {count > 0 && (
                <button type="button" class="secondary" onClick={() => choose(userId)}>
                  {left.button(who)}
                </button>
              )}
            </li>
          )
        })}
      </ul>
    </section>
  )
}
