import type { WaitingWithdrawal } from '@amparo/client'
import type { JSX } from 'preact'
import { useSignedIn, useWords } from '../../app/context.ts'
import { useLoad } from '../../app/use-load.ts'
import { useTold } from '../../app/use-told.ts'
import { Status } from '../../ui/page.tsx'
import { Problem } from '../../ui/problem.tsx'
import { OrderCheck } from './order-check.tsx'
import { WelfareCheck } from './welfare-check.tsx'

/** What was taken back and waits for a second person: under what may be pressure, or by a court's order that ends what nobody agreed to. */
export function WaitingWithdrawals() {
  const { t } = useWords()
  const { client } = useSignedIn()
  const { data, problem, reload } = useLoad('', () => client.waitingWithdrawals())
  const parts = { all: data ?? [], reload: () => void reload() }
  return (
    <>
      <Problem problem={problem} />
      <Waiting {...parts} id="welfare" awaits="welfare_check" says={t.record.welfare} Check={WelfareCheck} />
      <Waiting {...parts} id="orders" awaits="order_check" says={t.record.order} Check={OrderCheck} />
    </>
  )
}

interface Props {
  readonly id: string
  readonly all: readonly WaitingWithdrawal[]
  readonly awaits: WaitingWithdrawal['awaits']
  readonly says: { readonly title: string; readonly lead: string }
  readonly Check: (one: { withdrawal: WaitingWithdrawal; done(said: string): void }) => JSX.Element
  reload(): void
}

function Waiting({ id, all, awaits, says, Check, reload }: Props) {
  const [said, tell] = useTold()
  const these = all.filter(one => one.awaits === awaits)
  if (these.length === 0 && said === undefined) return null
  return (
    <section aria-labelledby={id}>
      <h2 id={id}>{says.title}</h2>
      <p>{says.lead}</p>
      <Status told={said} />
      {these.map(withdrawal => (
        <Check
          key={withdrawal.id}
          withdrawal={withdrawal}
          done={what => {
            tell(what)
            reload()
          }}
        />
      ))}
    </section>
  )
}
