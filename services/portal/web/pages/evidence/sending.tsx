import type { EvidenceDetail } from '@amparo/client'
import { useSignedIn, useWords } from '../../app/context.ts'
import { useAction } from '../../app/use-action.ts'
import { isOfOwnHub, refusalIn } from '../../case/refusal-in.ts'
import { Button } from '../../ui/button.tsx'
import { Problem } from '../../ui/problem.tsx'

interface Props {
  readonly request: EvidenceDetail
  done(what: string): Promise<void>
}

const UNDER_WAY: readonly string[] = ['waiting', 'relayed']

/** Where the last message to the other hub stands; if it came to nothing, why, and what to do. */
export function Sending({ request, done }: Props) {
  const { t } = useWords()
  const { client } = useSignedIn()
  const { sending } = t.evidence
  const { id, delivery } = request
  const isSender = useIsSender(request)
  const again = useAction(async () => {
    await client.sendEvidenceAgain(id)
    await done(sending.gone)
  })
  if (delivery === null) return null
  if (UNDER_WAY.includes(delivery.state)) return <p class="hint">{sending.onItsWay}</p>
  if (!delivery.mayBeSentAgain) return null
  const { code } = delivery
  return (
    <div class="notice" role="alert">
      <p>{code === null ? sending.expired : t.files.withCode(sending.refused, refusalIn(t.files, code))}</p>
      <Problem problem={again.problem} />
      {isSender ? (
        <div class="buttons">
          <Button type="button" disabled={again.busy} onClick={() => void again.run()}>
            {sending.again}
          </Button>
        </div>
      ) : (
        <p class="hint">{sending.byAuthority}</p>
      )}
    </div>
  )
}

/** A central authority that is party to it, by whoever may decide for it. */
function useIsSender({ role }: Pick<Looking, 'role'>): boolean {
  const { may } = useSignedIn()
  return (role === 'sender' || role === 'recipient') && may('evidence:decide')
}

interface Looking {
  readonly id: string
  readonly role: EvidenceDetail['role'] | 'contact'
}

interface TextsProps {
  readonly request: Looking
  readonly texts: readonly { readonly mayBeSentAgain?: boolean }[]
  reopen(): Promise<unknown>
}

/** Texts, letters or messages of the contact that did not get there go again, all of the request at once; not what would be refused again for what it is. */
export function TextsAgain({ request, texts, reopen }: TextsProps) {
  const { t } = useWords()
  const { client } = useSignedIn()
  const { sending } = t.evidence
  const isSender = useIsSender(request)
  const again = useAction(async () => {
    await client.sendRequestTextsAgain(request.id)
    await reopen()
  })
  if (!texts.some(text => text.mayBeSentAgain)) return null
  if (!isSender) return <p class="notice">{sending.textsByAuthority}</p>
  return (
    <>
      <Problem problem={again.problem} />
      <div class="buttons">
        <Button type="button" disabled={again.busy} onClick={() => void again.run()}>
          {sending.textsAgain}
        </Button>
      </div>
    </>
  )
}

/** What became of one of them on its way. */
export function TextDelivery({ text: { delivery, deliveryCode } }: { readonly text: OnItsWay }) {
  const { t, code } = useWords()
  if (delivery === null) return null
  const what = deliveryCode && isOfOwnHub(deliveryCode) ? t.evidence.sending.notSent : code('evidence', delivery)
  return <p class="hint">{deliveryCode ? t.files.withCode(what, refusalIn(t.files, deliveryCode)) : what}</p>
}

interface OnItsWay {
  readonly delivery: string | null
  readonly deliveryCode?: string | null
}
