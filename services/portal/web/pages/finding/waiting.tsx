import type { RecordLinkRequest } from '@amparo/client'
import { useSignedIn, useWords } from '../../app/context.ts'
import { useAction } from '../../app/use-action.ts'
import { Button } from '../../ui/button.tsx'
import { Fact } from '../../ui/fact.tsx'
import { Problem } from '../../ui/problem.tsx'

type Asked = Pick<RecordLinkRequest, 'agencyId' | 'expiresAt' | 'isOwn' | 'confirmed'>

export function Waiting({ of: { agencyId, expiresAt } }: { of: Asked }) {
  const { t, moment } = useWords()
  const { agencies } = useSignedIn()
  return (
    <dl class="facts">
      <Fact name={t.finding.by}>{agencies.name(agencyId)}</Fact>
      <Fact name={t.finding.until}>{moment(expiresAt)}</Fact>
    </dl>
  )
}

interface Props {
  readonly of: Asked
  /** Id of its heading. */
  readonly named: string
  confirm(): Promise<unknown>
  done(said: string): void
}

/** For any custodian but the one who asked. */
export function ConfirmAsSecond({ of: { isOwn, confirmed }, named, confirm, done }: Props) {
  const { t } = useWords()
  const confirming = useAction(async () => {
    await confirm()
    done(t.finding.confirmed)
  })
  if (confirmed) return null
  if (isOwn) return <p>{t.finding.waitsForOther}</p>
  return (
    <>
      <Problem problem={confirming.problem} />
      <Button type="button" disabled={confirming.busy} aria-describedby={named} onClick={() => void confirming.run()}>
        {t.finding.confirm}
      </Button>
    </>
  )
}
