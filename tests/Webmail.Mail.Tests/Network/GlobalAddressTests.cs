using System.Net;
using Webmail.Mail.Network;

namespace Webmail.Mail.Tests.Network;

public sealed class GlobalAddressTests
{
    [Theory]
    [InlineData("1.1.1.1")]
    [InlineData("8.8.8.8")]
    [InlineData("9.255.255.255")]
    [InlineData("11.0.0.0")]
    [InlineData("100.63.255.255")]
    [InlineData("100.128.0.0")]
    [InlineData("126.255.255.255")]
    [InlineData("128.0.0.1")]
    [InlineData("169.253.255.255")]
    [InlineData("169.255.0.0")]
    [InlineData("172.15.255.255")]
    [InlineData("172.32.0.0")]
    [InlineData("192.167.255.255")]
    [InlineData("192.169.0.0")]
    [InlineData("198.17.255.255")]
    [InlineData("198.20.0.0")]
    [InlineData("223.255.255.255")]
    [InlineData("2606:4700:4700::1111")]
    [InlineData("2a00:1450:4001:81b::200e")]
    [InlineData("::ffff:8.8.8.8")]
    [InlineData("64:ff9b::8.8.8.8")]
    public void An_address_of_the_public_internet_passes(string address) => Assert.True(GlobalAddress.IsGlobal(IPAddress.Parse(address)));

    [Theory]
    [InlineData("2001::1")]
    [InlineData("2001:1ff:ffff::1")]
    [InlineData("2001:db8::1")]
    [InlineData("3fff::1")]
    [InlineData("5f00::1")]
    [InlineData("4000::1")]
    [InlineData("100::1")]
    [InlineData("64:ff9b:1::8.8.8.8")]
    [InlineData("2620:4f:8000::1")]
    [InlineData("fe80::1%1")]
    public void An_address_of_a_special_range_does_not(string address) => Assert.False(GlobalAddress.IsGlobal(IPAddress.Parse(address)));
}
