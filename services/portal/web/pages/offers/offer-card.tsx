import type { NeedsOffered } from '@amparo/client'
import { useLayoutEffect, useRef, useState } from 'preact/hooks'
import { useSignedIn, useWords } from '../../app/context.ts'
import { Badge } from '../../ui/badge.tsx'
import { Button } from '../../ui/button.tsx'
import { Due } from '../../ui/due.tsx'
import { RadioGroup } from '../../ui/fields.tsx'
import { PriorityBadge } from '../../ui/priority-badge.tsx'

interface Props {
  readonly offer: NeedsOffered
  readonly busy: boolean
  /** With a reason: no. Absent: it has been answered. */
  answer?(reason?: string): void
}

/** What is needed, how soon, and for a child or an adult: all that there is to know before it is known who it is. */
export function OfferCard({ offer, busy, answer }: Props) {
  const words = useWords()
  const { t, code, moment } = words
  const { protocols, may } = useSignedIn()
  const [declining, setDeclining] = useState(false)
  const needs = offer.services.map(service => code('service', service)).join(', ')
  const said: Readonly<Record<string, string>> = t.offers.said
  return (
    <article class={`card entry priority-${offer.priority}`}>
      <div>
        <h3>
          <span class="minor-label">{t.offers.needs}</span> {needs}
        </h3>
        <p class="badges">
          <PriorityBadge priority={offer.priority} />
          {offer.minors && <Badge kind="turn">{t.offers.minor}</Badge>}
          {offer.answer !== undefined && <Badge kind="plain">{said[offer.answer] ?? offer.answer}</Badge>}
        </p>
        <p class="hint">{protocols.name(offer.protocol, words)}</p>
        {offer.reason && <p>{code('decline', offer.reason)}</p>}
        {answer && may('referral:decide') && !declining && (
          <div class="buttons">
            <Button type="button" disabled={busy} onClick={() => answer()}>
              {t.offers.willing}
              <span class="hidden">
                {t.app.colon}
                {needs}
              </span>
            </Button>
            <Button type="button" class="secondary" disabled={busy} onClick={() => setDeclining(true)}>
              {t.offers.decline}
              <span class="hidden">
                {t.app.colon}
                {needs}
              </span>
            </Button>
          </div>
        )}
        {answer && declining && (
          <WhyNot id={offer.id} busy={busy} take={reason => answer(reason)} leave={() => setDeclining(false)} />
        )}
      </div>
      {answer ? (
        <Due at={offer.expiresAt} />
      ) : (
        offer.answeredAt && (
          <p class="due heat-later">
            <time dateTime={offer.answeredAt}>{moment(offer.answeredAt)}</time>
          </p>
        )
      )}
    </article>
  )
}

/** A code names no one. */
function WhyNot(props: { id: string; busy: boolean; take(reason: string): void; leave(): void }) {
  const { t, code, codesOf } = useWords()
  const [chosen, choose] = useState('')
  const [missing, setMissing] = useState(false)
  const form = useRef<HTMLFormElement>(null)
  useLayoutEffect(() => form.current?.querySelector('input')?.focus(), [])
  return (
    <form
      ref={form}
      class="panel"
      noValidate
      onSubmit={event => {
        event.preventDefault()
        setMissing(chosen === '')
        if (chosen !== '') props.take(chosen)
      }}
    >
      <RadioGroup
        id={`why-${props.id}`}
        label={t.offers.reason}
        fault={missing && chosen === '' ? t.form.faults.required : undefined}
        value={chosen}
        choices={codesOf('decline').map(name => ({ code: name, label: code('decline', name) }))}
        onValue={choose}
      />
      <div class="buttons">
        <Button type="submit" disabled={props.busy}>
          {t.offers.decline}
        </Button>
        <button type="button" class="secondary" onClick={props.leave}>
          {t.app.cancel}
        </button>
      </div>
    </form>
  )
}
