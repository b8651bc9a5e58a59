import { useQuery } from '@tanstack/react-query'
import type { CaseNow } from '#desk/case-now.ts'
import { groundOf } from '#law/called.ts'
import { Countdown } from '../components/countdown.tsx'
import { Facts } from '../components/facts.tsx'
import { echoOf } from '../components/wareki-date-field.tsx'
import { camerasQuery } from '../reads.ts'
import { useProfile } from '../session.ts'
import { actWords, cameraWords, moment, rangeWords, requesterKinds } from '../words.ts'

/** 求め: what is asked, as it was taken in. */
export function Asked({ now }: { readonly now: CaseNow }) {
  const profile = useProfile()
  const { data: cameras = [] } = useQuery(camerasQuery)
  const { request, goneUs, nowUs } = now
  const { requester } = request
  const ground = groundOf(profile, request.ground)
  const { kind, organisation, post, name, contact, address } = requester
  return (
    <Facts
      facts={[
        {
          name: '求めている人',
          says: [[organisation, post, name].filter(Boolean).join(' '), requesterKinds[kind]].join(
            '\n',
          ),
        },
        { name: '連絡先', says: [contact, address].filter(Boolean).join('\n') },
        { name: '求めるもの', says: actWords(profile, request.acts) },
        { name: '目的', says: request.purpose },
        { name: '根拠', says: ground ? `${ground.code}（${ground.label}）` : '' },
        ...Object.entries(request.answers).map(([test, { holds, facts }]) => ({
          name: now.asks.tests.find(({ id }) => id === test)?.asks ?? test,
          says: holds ? ['はい', facts].filter(Boolean).join('。') : 'いいえ',
        })),
        ...now.asks.entries.filter(({ says }) => says).map(({ name, says }) => ({ name, says })),
        {
          name: '映像',
          says: (
            <ul className="flex flex-col gap-1">
              {request.ranges.map(({ camera, fromMinute, toMinute }) => (
                <li key={`${camera} ${fromMinute}`}>
                  <span className="font-700">{cameraWords(cameras, camera)}</span>
                  <br />
                  {rangeWords(fromMinute, toMinute)}
                </li>
              ))}
            </ul>
          ),
        },
        { name: '消去', says: <Countdown goneUs={goneUs} nowUs={nowUs} /> },
        {
          name: '文書',
          says: request.papers
            .map(
              ({ title, issuer, dated, number }) =>
                `${title}（${issuer}・${echoOf(dated)}${number ? `・${number}` : ''}）`,
            )
            .join('\n'),
        },
        ...(request.urgent
          ? [
              {
                name: '急ぐ理由',
                says: `${request.urgent.reason}（${request.urgent.recognisedBy}）`,
              },
            ]
          : []),
        {
          name: '受付',
          says: `${moment(request.receivedAtUs)}　${request.receivedBy}`,
        },
      ]}
    />
  )
}
