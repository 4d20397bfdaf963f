import { useState } from 'react'
import { policy } from '#shared/policy'
import { t } from '../../lib/messages.ts'
import { useActor } from '../people.ts'
import { VoidSignatureDialog } from './VoidSignatureDialog.tsx'
import classes from './WaySection.module.css'
import type { Way } from './way-words.ts'

/** The certificate to save, and for an Admin the way to say that it no longer counts. */
export function SignatureDetail({ leadId, way: { signature } }: { leadId: number; way: Way }) {
  const [voiding, setVoiding] = useState(false)
  const may = policy.signature.void(useActor())
  if (signature.id === null) return null
  return (
    <span className={classes.acts}>
      <a href={`/api/v1/signatures/${signature.id}/certificate.pdf`} download>
        {t('way.certificate')}
      </a>
      {may && signature.state !== 'void' && (
        <button type="button" className={classes.act} onClick={() => setVoiding(true)}>
          {t('way.makeVoid')}
        </button>
      )}
      {voiding && <VoidSignatureDialog leadId={leadId} signatureId={signature.id} onClose={() => setVoiding(false)} />}
    </span>
  )
}
