/** A patient in front of the portal: signed in past its door, on the screen they mostly hold. */
import type { Page } from 'playwright-core'
import { signedInPatient } from '../../server/test/patient.ts'
import type { Clinic, Seat } from './clinic.ts'

/** `lead` takes columns of leads, or the id of a lead that is there already. */
export async function openPortal(
  clinic: Clinic,
  lead: Record<string, unknown> | number,
  path: string,
  seat: Seat = { screen: 'phone' },
): Promise<{ page: Page; leadId: number }> {
  const { leadId, at } = await signedInPatient(clinic, lead)
  const page = await clinic.openDoor('/healthz', seat)
  const cookies = [...at.cookies].map(([name, value]) => ({ name, value, url: clinic.url }))
  await page.context().addCookies(cookies)
  await page.goto(clinic.url + path)
  return { page, leadId }
}
