package data

func (c *checker) userKey(k, v []byte) error  { return userKeys.unseal(k, v, &userKeyRow{}) }
func (c *checker) offer(k, v []byte) error    { return offers.unseal(k, v, &offerRow{}) }
func (c *checker) link(k, v []byte) error     { return links.unseal(k, v, &linkRow{}) }
func (c *checker) heldName(k, v []byte) error { return heldNames.unseal(k, v, &heldRow{}) }
func (c *checker) heldLike(k, v []byte) error { return heldLikes.unseal(k, v, &heldRow{}) }
func (c *checker) recovery(k, v []byte) error { return recoveries.unseal(k, v, &recoveryRow{}) }
func (c *checker) audit(k, v []byte) error    { return auditLog.unseal(k, v, &auditRow{}) }
func (c *checker) seen(k, v []byte) error     { return seen.unseal(k, v, &timeRow{}) }
