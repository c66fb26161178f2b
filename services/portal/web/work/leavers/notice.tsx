import { useWords } from '../../app/context.ts'
import { addressOf } from '../../app/route.ts'
import { useLeavers } from './provider.tsx'

/** That somebody has left and their work waits for another, on every page, until it was handed over. */
export function LeaversNotice() {
  const { t } = useWords()
  const waiting = useLeavers().all.length
  return (
    <div role="status" class="called">
      {waiting > 0 && <a href={addressOf({ page: 'handover' })}>{t.handover.left.notice(waiting)}</a>}
    </div>
  )
}
