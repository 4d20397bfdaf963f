/** Signing in to a server of its own by e-mail address and password; answers the cookies of the session. */
export async function signIn(address: string, who: { email: string; password: string }): Promise<string> {
  const headers = { 'content-type': 'application/json', origin: address }
  const answer = await fetch(`${address}/api/v1/auth/sign-in`, { method: 'POST', headers, body: JSON.stringify(who) })
  return answer.headers
    .getSetCookie()
    .map((each) => each.split(';', 1)[0])
    .join('; ')
}
