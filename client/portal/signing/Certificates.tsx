import { useQuery } from '@tanstack/react-query'
import { shortDate } from '../../lib/dates.ts'
import { signaturesQuery } from '../lib/signatures.ts'
import { t } from '../messages.ts'
import { ButtonRow, OutLink } from '../ui/Button.tsx'
import { Link } from '../ui/Link.tsx'
import { List, ListRow } from '../ui/List.tsx'
import { Note, Section } from '../ui/Page.tsx'
import { Badge } from '../ui/States.tsx'
import { certificateAddress } from './queries.ts'

/** What one keeps of it. */
export function Certificates({ id }: { id: string }) {
  return (
    <>
      <ButtonRow>
        <OutLink href={certificateAddress(id, 'pdf')} download>
          {t('signing.certificate')}
        </OutLink>
        <OutLink href={certificateAddress(id, 'json')} download>
          {t('signing.file')}
        </OutLink>
      </ButtonRow>
      <Note>
        {t('signing.certificateDetail')} <Link to="/portal/verify">{t('signing.check')}</Link>
      </Note>
    </>
  )
}

const hues = { valid: 'green', void: 'red', outdated: 'neutral' } as const

/** Those that no longer count. */
export function EarlierSignatures() {
  const { data = [] } = useQuery(signaturesQuery)
  const earlier = data.filter(({ state }) => state !== 'valid')
  if (earlier.length === 0) return null
  return (
    <Section title={t('signing.earlier')}>
      <List>
        {earlier.map(({ id, signerName, signedAt, state, version }) => (
          <ListRow
            key={id}
            title={
              <a href={certificateAddress(id, 'pdf')} download>
                {t('signing.doneBy', { name: signerName, day: shortDate(signedAt, Date.now()) })}
              </a>
            }
            detail={t('signing.version', { version })}
            end={<Badge hue={hues[state]}>{t(`signing.state_${state}`)}</Badge>}
          />
        ))}
      </List>
    </Section>
  )
}
