import { Screen } from '../screen.tsx'

export const Request = () => <Screen title="準備中">{null}</Screen>
