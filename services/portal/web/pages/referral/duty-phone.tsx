import { useSignedIn, useWords } from '../../app/context.ts'

interface Props {
  readonly agencyId: string
  /** null: the directory has none. */
  readonly phone: string | null
}

export function DutyPhone({ agencyId, phone }: Props) {
  const { t } = useWords()
  const { call } = t.case
  const { agencies } = useSignedIn()
  if (phone === null) return call.none(agencies.name(agencyId))
  return (
    <>
      {call.phone(agencies.name(agencyId))}
      {t.app.colon}
      <a href={`tel:${phone.replaceAll(/[^+\d]/g, '')}`}>{phone}</a>
    </>
  )
}
