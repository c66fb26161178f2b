import type { SecrecyOrderView } from '@amparo/client'
import { useSignedIn, useWords } from '../../app/context.ts'
import { useAction } from '../../app/use-action.ts'
import { useLoad } from '../../app/use-load.ts'
import { useTold } from '../../app/use-told.ts'
import { Button } from '../../ui/button.tsx'
import { Fact } from '../../ui/fact.tsx'
import { Status } from '../../ui/page.tsx'
import { Problem } from '../../ui/problem.tsx'
import { PlaceSecrecy } from './place-secrecy.tsx'

/** Orders by which people are not told of what one agency has and does, until they are looked at again. */
export function Secrecy() {
  const { t } = useWords()
  const { client } = useSignedIn()
  const { secrecy: says } = t.custody
  const { data, problem, reload } = useLoad('secrecy', () => client.secrecyOrders())
  const [said, tell] = useTold()
  const done = (what: string) => {
    tell(what)
    void reload()
  }
  return (
    <section aria-labelledby="secrecy">
      <h2 id="secrecy">{says.title}</h2>
      <p>{says.lead}</p>
      <Problem problem={problem} />
      <Status told={said} />
      <PlaceSecrecy done={done} />
      {data?.length === 0 && <p>{t.custody.noHolds}</p>}
      <ol class="cards" aria-labelledby="secrecy">
        {data?.map(order => (
          <li key={order.orderId}>
            <Order order={order} done={done} />
          </li>
        ))}
      </ol>
    </section>
  )
}

function Order({ order, done }: { order: SecrecyOrderView; done(said: string): void }) {
  const { t, moment, day } = useWords()
  const { client, agencies } = useSignedIn()
  const { secrecy: says } = t.custody
  const lift = useAction(async () => {
    await client.liftSecrecy(order.orderId)
    done(says.lifted)
  })
  const named = `${order.orderId}-name`
  return (
    <>
      <h3 id={named}>
        {t.custody.authorities[order.authority] ?? order.authority} · {order.reference}
      </h3>
      <p>
        <code>{order.subjectRef}</code>
      </p>
      <dl class="facts">
        <Fact name={says.agency}>{agencies.name(order.agencyId)}</Fact>
        <Fact name={says.placedAt}>{moment(order.placedAt)}</Fact>
        <Fact name={t.custody.reviewOn}>{day(order.reviewOn)}</Fact>
      </dl>
      <Problem problem={lift.problem} />
      <Button
        type="button"
        class="secondary"
        disabled={lift.busy}
        aria-describedby={named}
        onClick={() => void lift.run()}
      >
        {says.lift}
      </Button>
    </>
  )
}
