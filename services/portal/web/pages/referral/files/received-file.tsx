import type { ReferralFiles, ReferralView } from '@amparo/client'
import { useState } from 'preact/hooks'
import { useSignedIn, useWords } from '../../../app/context.ts'
import { folderFrom } from '../../../case/save-file.ts'
import { SealedItem } from '../../../ui/sealed-item.tsx'
import { type Use, type UsedReferral, UseField } from '../use-field.tsx'
import { codeIn } from './code-in.ts'
import { OpenFile } from './open-file.tsx'

interface Props {
  readonly file: ReferralFiles['received'][number]
  readonly referral: UsedReferral & Pick<ReferralView, 'id'>
}

/** A file that came with the referral: how much of it is here, and, once it is verified, what it is. */
export function ReceivedFile({ file, referral }: Props) {
  const { t, moment } = useWords()
  const { client, agencies, may } = useSignedIn()
  const says = t.files
  const referralId = referral.id
  const [use, setUse] = useState<Use>('as-requested')
  const { deliveryId, fileId, sealedTo, state, code, from, parts, here, announcedAt } = file
  const name = `${agencies.name(from.agencyId)}, ${moment(announcedAt)}`
  const told = says.receivedStates[state]
  return (
    <li>
      <p>
        <strong>{name}</strong>
        <br />
        {code === null ? told : says.withCode(told, codeIn(says, code))}
      </p>
      {state === 'coming' && (
        <p class="progress-bar">
          <progress aria-label={name} aria-valuetext={says.parts(here, parts)} value={here} max={parts} />
          <span aria-hidden="true">{says.parts(here, parts)}</span>
        </p>
      )}
      {state === 'stored' && sealedTo !== null && may('view:open') && (
        <>
          <UseField id={`use-${deliveryId}`} {...{ referral, use }} change={setUse} />
          <SealedItem
            {...{ id: deliveryId, sealedTo, name, notice: t.sealed.file }}
            fetch={folderFrom(from => client.sealedFile(referralId, deliveryId, { ...from, use }))}
          />
        </>
      )}
      {state === 'stored' && fileId !== null && may('view:open') && (
        <>
          <UseField id={`use-${fileId}`} {...{ referral, use }} change={setUse} />
          <OpenFile {...{ fileId, name }} open={() => client.openReceivedFile(referralId, fileId, use)} />
        </>
      )}
    </li>
  )
}
