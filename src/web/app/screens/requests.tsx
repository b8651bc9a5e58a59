import { Screen } from '../screen.tsx'

export const Requests = () => <Screen title="準備中">{null}</Screen>
